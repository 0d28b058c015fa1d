import { useEffect } from 'preact/hooks';
import { Notice } from '../components/facts';
import { clashWords } from '../components/slot-words';
import { clock, span } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { minutesUntil } from '../shared/time';
import { leaveFor } from '../store/mine';
import { markNewsSeen, news } from '../store/news';
import { clashes, isStarred } from '../store/own';
import { placesOf } from '../store/places';
import { isOver, isRunning } from '../store/select';
import { now, type Snapshot } from '../store/signals';
import styles from './session.module.css';
import { w } from './session-words';

/** From when on a page counts down to its session, in minutes. */
const SOON = 60;

function Soon({ store, session }: { store: Snapshot; session: Session }) {
  const minutes = minutesUntil(session.start, now.value);
  if (minutes <= 0 || minutes > SOON) return null;
  const leave = leaveFor(store, isStarred, session, now.value);
  const from = leave?.from
    ? t('home.walk_from', { room: localText(leave.from.name).value })
    : t('home.walk_from_entrance');
  return (
    <Notice icon={leave ? 'walk' : 'clock'} tone={leave && leave.left <= 0 ? 'warn' : 'quiet'}>
      <span class="num">
        {w('soon.starts', { n: minutes })}
        {leave ? ` · ${w('soon.leave', { n: leave.walk, from })}` : null}
      </span>
    </Notice>
  );
}

/** Returns whether the session runs, is over or cancelled, and before it begins how long one has to get there. */
function State({ store, session }: { store: Snapshot; session: Session }) {
  if (session.status === 'cancelled') {
    return (
      <Notice icon="x" tone="quiet">
        {t('session.cancelled')} {t('session.cancelled_text')}
      </Notice>
    );
  }
  if (isRunning(session, now.value)) {
    return (
      <Notice icon="clock" tone="live">
        {t('session.live', { time: clock(session.end) })}
      </Notice>
    );
  }
  if (!isOver(session, now.value)) return <Soon store={store} session={session} />;
  return (
    <Notice icon="check" tone="quiet">
      {t('session.done')}
    </Notice>
  );
}

/** Returns what changed about the session's slot, with where and when it was; seen once its page is open. */
function Changed({ store, session }: { store: Snapshot; session: Session }) {
  const change = news.value.get(session.id);
  const isUnseen = change?.seenAt === null;
  useEffect(() => {
    if (isUnseen) void markNewsSeen([session.id], Date.now()).catch(() => undefined);
  }, [session.id, isUnseen]);
  if (!change || isOver(session, now.value) || session.status === 'cancelled') return null;
  const room = localText(store.rooms.get(change.was.room ?? '')?.name).value;
  const was = [span(change.was.start, change.was.end), room].filter(Boolean).join(', ');
  return (
    <Notice icon="alert" tone="warn">
      {change.was.status === 'cancelled' ? t('news.restored') : w('change.moved')}.{' '}
      <span class="num">{w('change.was', { was })}</span>
    </Notice>
  );
}

/** Returns what was said at the door, and where else one may still find a place. */
function Places({ session }: { session: Session }) {
  const said = placesOf(session, now.value);
  if (!said) return null;
  const isFull = said.state === 'full';
  const others = new URLSearchParams({ day: session.day, places: '1' });
  return (
    <Notice icon="users" tone={isFull ? 'warn' : 'quiet'}>
      <span class="num">{w(`places.${said.state}`, { time: clock(said.at) })}</span>{' '}
      {isFull ? (
        <a class={styles.other} href={`${links.agenda}?${others}`}>
          {w('places.others')}
        </a>
      ) : null}
    </Notice>
  );
}

function Clashes({ session }: { session: Session }) {
  const found = clashes.value.get(session.id) ?? [];
  if (isOver(session, now.value)) return null;
  return (
    <>
      {found.map(clash => (
        <Notice key={clash.other.id} icon="alert" tone="warn">
          {w('clash.title')}: {clashWords(clash)}.{' '}
          <a class={styles.other} href={links.session(clash.other.id)}>
            {w('clash.other')}
          </a>
        </Notice>
      ))}
    </>
  );
}

/** Returns all that a visitor must know before they read on: state, change, clashes. */
export function SessionNotices({ store, session }: { store: Snapshot; session: Session }) {
  return (
    <>
      <State store={store} session={session} />
      <Places session={session} />
      <Changed store={store} session={session} />
      <Clashes session={session} />
    </>
  );
}
