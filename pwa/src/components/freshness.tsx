import { clock, shortDay } from '../i18n/format';
import { t } from '../i18n/index';
import { venueDay } from '../shared/time';
import { syncNow } from '../store/pace';
import { appTooOld, type Freshness, freshness, now } from '../store/signals';
import styles from './freshness.module.css';
import { Icon } from './icon';

/** An app that is too old reaches the server and can read nothing of it: another notice says so. */
function isOffline(state: Freshness['state']): boolean {
  return state === 'offline' || (state === 'failed' && !appTooOld.value);
}

/** Returns how fresh the phone's data is, said honestly; empty before the first sync. */
export function freshWords(): string {
  const { state, syncedAt } = freshness.value;
  if (syncedAt === null) return state === 'offline' ? t('fresh.offline_short') : '';
  const time = clock(syncedAt);
  const offline = isOffline(state);
  if (venueDay(syncedAt) === venueDay(now.value)) {
    return t(offline ? 'fresh.offline' : 'fresh.at', { time });
  }
  return t(offline ? 'fresh.offline_on' : 'fresh.on', { day: shortDay(syncedAt), time });
}

/** Returns the quiet line that a page shows while the phone is offline, nothing else. */
export function OfflineLine() {
  const { state, syncedAt } = freshness.value;
  if (!isOffline(state) || syncedAt === null) return null;
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
