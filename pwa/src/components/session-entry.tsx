import type { ComponentChildren } from 'preact';
import { clock, languages, span } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { isRunning, progress, speakersOf } from '../store/select';
import type { Snapshot } from '../store/signals';
import { Badge } from './badge';
import { Marked, type Terms } from './marked';
import { PlacesBadge } from './places-badge';
import styles from './session-entry.module.css';
import { SessionNotes } from './session-notes';
import { StarButton } from './star';
import { Spine, TrackLabel, trackClass } from './track';
import { Words } from './words';

/** Returns whether an award list is announced in the session. */
export function isCeremony(store: Snapshot, session: Session): boolean {
  return store.awards?.lists.some(list => list.session === session.id) ?? false;
}

function Cues({ store, session, live }: { store: Snapshot; session: Session; live?: boolean }) {
  const award = isCeremony(store, session) ? t('session.award') : undefined;
  return (
    <div class={styles.head}>
      <TrackLabel track={store.tracks.get(session.track ?? '')} tracks={store.tracks} award={award} />
      {live ? <Badge tone="live">{t('agenda.live')}</Badge> : null}
      <PlacesBadge session={session} />
    </div>
  );
}

/** What an entry says of its times by itself. */
type Times = 'none' | 'end' | 'both';

/** Returns who speaks and where, in one line. */
function Where({
  store,
  session,
  times = 'none',
  terms = null,
}: {
  store: Snapshot;
  session: Session;
  times?: Times;
  terms?: Terms;
}) {
  const room = store.rooms.get(session.room ?? '');
  const people = speakersOf(store, session).filter(({ speaker }) => !speaker.placeholder);
  const place = room ? localText(room.name) : null;
  return (
    <p class={[styles.where, 'num'].join(' ')}>
      {times === 'end' ? `${t('time.until', { time: clock(session.end) })} · ` : null}
      {times === 'both' ? `${span(session.start, session.end)} · ` : null}
      {people.length > 0 ? (
        <>
          <Marked text={people.map(({ speaker }) => speaker.name.id).join(', ')} terms={terms} />
          {' · '}
        </>
      ) : null}
      {place ? (
        <span lang={place.lang}>
          <Marked text={place.value} terms={terms} />
        </span>
      ) : null}
    </p>
  );
}

function Flags({ session }: { session: Session }) {
  const cancelled = session.status === 'cancelled';
  const spoken = [...new Set([...session.languages, ...session.interpretation])];
  if (!cancelled && spoken.length < 2 && !session.booking_required && !session.sign_language) return null;
  return (
    <p class={styles.flags}>
      {cancelled ? <Badge tone="off">{t('agenda.cancelled')}</Badge> : null}
      {spoken.length > 1 ? <Badge>{languages(spoken)}</Badge> : null}
      {session.sign_language ? <Badge>{t('agenda.sign')}</Badge> : null}
      {session.booking_required && !cancelled ? <Badge>{t('agenda.booking')}</Badge> : null}
    </p>
  );
}

/**
 * Returns a session with its star: `times` tells what the column beside it cannot say, `terms` marks what a search
 * found, `note` says why.
 */
export function SessionEntry({
  store,
  session,
  live,
  times = 'none',
  terms = null,
  note,
}: {
  store: Snapshot;
  session: Session;
  live: boolean;
  times?: Times;
  terms?: Terms;
  note?: ComponentChildren;
}) {
  const cancelled = session.status === 'cancelled';
  const names = [styles.entry, trackClass(session, store.tracks, isCeremony(store, session))];
  const title = localText(session.title);
  const words = (
    <span lang={title.lang}>
      <Marked text={title.value} terms={terms} />
    </span>
  );
  return (
    <article class={[...names, cancelled ? styles.off : ''].join(' ')} data-session={session.id}>
      <Spine />
      <div class={styles.words}>
        <Cues store={store} session={session} live={live} />
        <h3 class={styles.title}>
          <a class={styles.cover} href={links.session(session.id)}>
            {cancelled ? <s>{words}</s> : words}
          </a>
        </h3>
        <Where store={store} session={session} times={times} terms={terms} />
        <Flags session={session} />
        <SessionNotes store={store} session={session} />
        {note ? <div class={styles.note}>{note}</div> : null}
      </div>
      <div class={styles.star}>
        <StarButton session={session.id} title={title.value} />
      </div>
    </article>
  );
}

/** Returns a session with its star at a moment; `ends` adds its end where nothing else says it. */
export function AgendaEntry({
  store,
  session,
  now,
  ends = false,
}: {
  store: Snapshot;
  session: Session;
  now: number;
  ends?: boolean;
}) {
  const live = isRunning(session, now);
  return <SessionEntry store={store} session={session} live={live} times={ends ? 'end' : 'none'} />;
}

/** Returns a running session as a row of a card, with how much of it has passed. */
export function NowEntry({ store, session, now }: { store: Snapshot; session: Session; now: number }) {
  const names = [styles.now, trackClass(session, store.tracks, isCeremony(store, session))];
  return (
    <li class={names.join(' ')}>
      <Spine />
      <div class={styles.nowHead}>
        <Cues store={store} session={session} />
        <span class={[styles.until, 'num'].join(' ')}>{t('time.until', { time: clock(session.end) })}</span>
      </div>
      <h3 class={styles.title}>
        <a class={styles.cover} href={links.session(session.id)}>
          <Words text={session.title} />
        </a>
      </h3>
      <Where store={store} session={session} />
      <progress class={styles.progress} max={1} value={progress(session, now)} aria-hidden="true" />
    </li>
  );
}
