import { clock, languages } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { isRunning, progress, speakersOf } from '../store/select';
import type { Snapshot } from '../store/signals';
import { Badge } from './badge';
import styles from './session-entry.module.css';
import { StarButton } from './star';
import { Spine, TrackLabel, trackClass } from './track';
import { Words } from './words';

function isCeremony(store: Snapshot, session: Session): boolean {
  return store.awards?.lists.some(list => list.session === session.id) ?? false;
}

function Cues({ store, session, live }: { store: Snapshot; session: Session; live?: boolean }) {
  const award = isCeremony(store, session) ? t('session.award') : undefined;
  return (
    <div class={styles.head}>
      <TrackLabel track={store.tracks.get(session.track ?? '')} tracks={store.tracks} award={award} />
      {live ? <Badge tone="live">{t('agenda.live')}</Badge> : null}
    </div>
  );
}

/** Returns who speaks and where, in one line. */
function Where({ store, session, ends }: { store: Snapshot; session: Session; ends?: boolean }) {
  const room = store.rooms.get(session.room ?? '');
  const people = speakersOf(store, session).filter(({ speaker }) => !speaker.placeholder);
  return (
    <p class={[styles.where, 'num'].join(' ')}>
      {ends ? `${t('time.until', { time: clock(session.end) })} · ` : null}
      {people.length > 0 ? `${people.map(({ speaker }) => speaker.name.id).join(', ')} · ` : null}
      {room ? <Words text={room.name} /> : null}
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

/** Returns a session with its star as the agenda lists it; `ends` adds its end where the time column cannot say it. */
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
  const cancelled = session.status === 'cancelled';
  const names = [styles.entry, trackClass(session, store.tracks, isCeremony(store, session))];
  return (
    <article class={[...names, cancelled ? styles.off : ''].join(' ')}>
      <Spine />
      <div class={styles.words}>
        <Cues store={store} session={session} live={isRunning(session, now)} />
        <h3 class={styles.title}>
          <a class={styles.cover} href={links.session(session.id)}>
            {cancelled ? (
              <s>
                <Words text={session.title} />
              </s>
            ) : (
              <Words text={session.title} />
            )}
          </a>
        </h3>
        <Where store={store} session={session} ends={ends} />
        <Flags session={session} />
      </div>
      <div class={styles.star}>
        <StarButton session={session.id} title={localText(session.title).value} />
      </div>
    </article>
  );
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
