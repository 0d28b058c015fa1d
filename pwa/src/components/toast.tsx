import { t } from '../i18n/index';
import { Button } from './button';
import styles from './toast.module.css';

/** Returns the notice that a new version waits, with the button that changes to it. */
export function UpdateToast({ onReload }: { onReload: () => void }) {
  return (
    <div class={styles.toast} role="status">
      <span class={styles.text}>{t('app.update')}</span>
      <Button look="paper" small icon="refresh" onClick={onReload}>
        {t('app.reload')}
      </Button>
    </div>
  );
}
