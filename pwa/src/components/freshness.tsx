import { clock, shortDay } from '../i18n/format';
import { t } from '../i18n/index';
import { venueDay } from '../shared/time';
import { syncNow } from '../store/pace';
import { freshness, now } from '../store/signals';
import styles from './freshness.module.css';
import { Icon } from './icon';

/** Returns how fresh the phone's data is, said honestly; empty before the first sync. */
export function freshWords(): string {
  const { state, syncedAt } = freshness.value;
  if (syncedAt === null) return state === 'offline' ? t('fresh.offline_short') : '';
  const time = clock(syncedAt);
  const offline = state === 'offline' || state === 'failed';
  if (venueDay(syncedAt) === venueDay(now.value)) {
    return t(offline ? 'fresh.offline' : 'fresh.at', { time });
  }
  return t(offline ? 'fresh.offline_on' : 'fresh.on', { day: shortDay(syncedAt), time });
}

/** Returns the quiet line that a page shows while the phone is offline, nothing else. */
export function OfflineLine() {
  const { state, syncedAt } = freshness.value;
  if ((state !== 'offline' && state !== 'failed') || syncedAt === null) return null;
  return (
    <div class={[styles.line, 'num'].join(' ')} role="status">
      <Icon name="offline" size="medium" />
      <p class={styles.words}>{freshWords()}</p>
      <button type="button" class={styles.retry} onClick={() => void syncNow()}>
        {t('fresh.retry')}
      </button>
    </div>
  );
}
