import { Icon } from '../components/icon';
import { Words } from '../components/words';
import { shortDay, span } from '../i18n/format';
import type { Session } from '../shared/document';
import { millis } from '../shared/time';
import type { Snapshot } from '../store/signals';
import styles from './placement.module.css';

/** When and where a session is. */
export interface Placement {
  start: string;
  end: string;
  room: string | null;
  status: Session['status'];
}

function isSameTime(a: Placement, b: Placement): boolean {
  return millis(a.start) === millis(b.start) && millis(a.end) === millis(b.end);
}

function Side({
  store,
  placement,
  other,
  words,
}: {
  store: Snapshot;
  placement: Placement;
  other: Placement;
  words: { scheduled: string; cancelled: string };
}) {
  const room = store.rooms.get(placement.room ?? '');
  return (
    <>
      {placement.status === other.status ? null : <span>{words[placement.status]}</span>}
      {isSameTime(placement, other) ? null : (
        <span class="num">
          {shortDay(placement.start)} {span(placement.start, placement.end)}
        </span>
      )}
      {room && placement.room !== other.room ? <Words text={room.name} /> : null}
    </>
  );
}

/** Returns what has changed of a session's place, time or status, old and new in full. */
export function Moved({
  store,
  old,
  next,
  words,
}: {
  store: Snapshot;
  old: Placement;
  next: Placement;
  words: { before: string; after: string; scheduled: string; cancelled: string };
}) {
  return (
    <dl class={styles.moved}>
      <div>
        <dt>{words.before}</dt>
        <dd>
          <s>
            <Side store={store} placement={old} other={next} words={words} />
          </s>
        </dd>
      </div>
      <Icon name="right" />
      <div>
        <dt>{words.after}</dt>
        <dd>
          <Side store={store} placement={next} other={old} words={words} />
        </dd>
      </div>
    </dl>
  );
}
