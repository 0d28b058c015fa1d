import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '../../components/button';
import styles from './dialog.module.css';
import { w } from './words';

/** Returns a modal dialog that is open while it is drawn; Escape and `onClose` end it. */
export function Dialog({
  title,
  onClose,
  actions,
  children,
}: {
  title: string;
  onClose: () => void;
  actions: ComponentChildren;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      // Taken away at once, a dialog does not always give the focus back.
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} class={styles.dialog} aria-labelledby={id} onCancel={cancel}>
      <h2 class={styles.title} id={id} tabIndex={-1}>
        {title}
      </h2>
      <div class={styles.text}>{children}</div>
      <div class={styles.actions}>{actions}</div>
    </dialog>
  );
}

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
