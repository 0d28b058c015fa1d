import { t } from '../i18n/index';
import { isStarred, setStarred } from '../store/own';
import { Icon } from './icon';
import styles from './star.module.css';

/** Returns the button that puts a session on the visitor's agenda, and takes it off again. */
export function StarButton({ session, title }: { session: string; title: string }) {
  const starred = isStarred(session);
  return (
    <button
      type="button"
      class={styles.star}
      aria-pressed={starred}
      aria-label={t('star.of', { title })}
      onClick={() => void setStarred(session, !starred)}
    >
      <Icon name="star" filled={starred} />
    </button>
  );
}
