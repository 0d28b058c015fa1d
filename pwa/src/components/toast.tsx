import { t } from '../i18n/index';
import { appTooOld } from '../store/signals';
import { applyUpdate, updateReady } from '../update';
import { Button } from './button';
import styles from './toast.module.css';

/** Returns the notice that a new version waits or is needed, with the button that changes to it; else nothing. */
export function UpdateToast() {
  if (!updateReady.value && !appTooOld.value) return null;
  return (
    <div class={styles.toast} role="status">
      <span class={styles.text}>{t(appTooOld.value ? 'app.too_old' : 'app.update')}</span>
      <Button look="paper" small icon="refresh" onClick={() => void applyUpdate()}>
        {t('app.reload')}
      </Button>
    </div>
  );
}
