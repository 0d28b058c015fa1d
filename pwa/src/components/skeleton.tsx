import { t } from '../i18n/index';
import styles from './skeleton.module.css';

/** Returns the outline of a list that is still being read from the phone's store. */
export function Skeleton() {
  return (
    <div class={styles.skeleton} role="status">
      <span class="vh">{t('state.loading')}</span>
      <span class={styles.pill} />
      {[0, 1, 2, 3].map(row => (
        <span class={styles.row} key={row}>
          <span class={styles.time} />
          <span class={styles.lines}>
            <span class={styles.short} />
            <span class={styles.long} />
            <span class={styles.half} />
          </span>
        </span>
      ))}
    </div>
  );
}
