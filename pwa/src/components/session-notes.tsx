import type { Session } from '../shared/document';
import { millis } from '../shared/time';
import { news } from '../store/news';
import { clashes } from '../store/own';
import { now, type Snapshot } from '../store/signals';
import { Badge } from './badge';
import styles from './session-entry.module.css';
import { clashWords, slotChange } from './slot-words';

/** Returns what to know of a session beside its slot: from where it moved, and which starred one it clashes with. */
export function SessionNotes({ store, session }: { store: Snapshot; session: Session }) {
  const change = news.value.get(session.id);
  const [clash] = clashes.value.get(session.id) ?? [];
  const isMoved = change !== undefined && session.status !== 'cancelled';
  if ((!isMoved && !clash) || millis(session.end) <= now.value) return null;
  return (
    <p class={styles.notes}>
      {isMoved ? <Badge tone="warn">{slotChange(store, change.was, session)}</Badge> : null}
      {clash ? <Badge tone="warn">{clashWords(clash)}</Badge> : null}
    </p>
  );
}
