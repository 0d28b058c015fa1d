import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import styles from './dialog.module.css';
import { w } from './words';

/** Returns a question that says what would happen before it does. */
export function Confirm({
  title,
  text,
  action,
  busy,
  fault,
  onConfirm,
  onClose,
}: {
  title: string;
  text: string;
  action: string;
  busy: boolean;
  fault: string | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button busy={busy} onClick={onConfirm}>
            {busy ? w('working') : action}
          </Button>
          <Button look="outline" onClick={onClose}>
            {w('keep')}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {fault ? (
        <p class={styles.fault} role="alert">
          {fault}
        </p>
      ) : null}
    </Dialog>
  );
}
