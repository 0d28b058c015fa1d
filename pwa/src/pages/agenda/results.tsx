import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button';
import { Empty } from '../../components/empty';
import { Marked } from '../../components/marked';
import { SessionEntry } from '../../components/session-entry';
import { shortDay } from '../../i18n/format';
import { localText } from '../../i18n/index';
import type { Day, Locale, Session, Text } from '../../shared/document';
import type { Found, Hit } from '../../store/search/index';
import { excerpt, isIn } from '../../store/search/text';
import { isRunning, speakersOf } from '../../store/select';
import { now, type Snapshot } from '../../store/signals';
import styles from './agenda.module.css';
import { useGrowth } from './growth';
import { keptPlace } from './place';
import { w } from './words';

/** The found sessions of one day, best first. */
export interface DayHits {
  day: Day;
  sessions: readonly Session[];
}

function other(locale: Locale): Locale {
  return locale === 'id' ? 'en' : 'id';
}

interface Evidence {
  text: string;
  lang: Locale;
  isTitle?: boolean;
}

/** Returns the line that shows why a session was found, null where its entry shows it by itself. */
function evidence(store: Snapshot, session: Session, { terms }: Hit): Evidence | null {
  const shown = localText(session.title);
  const room = store.rooms.get(session.room ?? '');
  const names = speakersOf(store, session).map(({ speaker }) => speaker.name.id);
  const seen = [shown.value, ...names, room ? localText(room.name).value : ''];
  if (seen.some(text => isIn(text, terms))) return null;
  const inOther = session.title[other(shown.lang)];
  if (isIn(inOther, terms)) return { text: inOther, lang: other(shown.lang), isTitle: true };
  const read: Text = session.abstract;
  const lang = [shown.lang, other(shown.lang)].find(each => isIn(read[each], terms));
  return lang ? { text: excerpt(read[lang], terms), lang } : null;
}

function Why({ store, session, hit }: { store: Snapshot; session: Session; hit: Hit }) {
  // The entry's own record may be an outline's, without its abstract.
  const line = evidence(store, store.sessions.get(session.id) ?? session, hit);
  if (!line) return null;
  return (
    <p class={styles.why}>
      {line.isTitle ? <span class="vh">{`${w(`other.${line.lang}`)}: `}</span> : null}
      <span lang={line.lang}>
        <Marked text={line.text} terms={hit.terms} />
      </span>
    </p>
  );
}

function DayResults({
  store,
  day,
  sessions,
  found,
}: {
  store: Snapshot;
  day: Day;
  sessions: readonly Session[];
  found: Found;
}) {
  return (
    <section class={styles.hits}>
      <h2 class={styles.hitsDay}>{shortDay(day.start)}</h2>
      {sessions.map(session => {
        const hit = found.get(session.id);
        return (
          <SessionEntry
            key={session.id}
            store={store}
            session={session}
            live={isRunning(session, now.value)}
            times="both"
            terms={hit?.terms ?? null}
            note={hit ? <Why store={store} session={session} hit={hit} /> : null}
          />
        );
      })}
    </section>
  );
}

/** Returns what a search found, day by day. */
export function Results({
  store,
  days,
  found,
  whole,
}: {
  store: Snapshot;
  days: readonly DayHits[];
  found: Found;
  whole: boolean;
}) {
  const total = days.reduce((sum, { sessions }) => sum + sessions.length, 0);
  const least = useMemo(() => {
    const place = keptPlace();
    return days.flatMap(({ sessions }) => sessions).findIndex(({ id }) => id === place?.session) + 1;
  }, []);
  let left = useGrowth(days, total, least);
  return (
    <>
      {days.map(({ day, sessions }) => {
        const drawn = whole ? sessions : sessions.slice(0, Math.max(left, 0));
        left -= sessions.length;
        return drawn.length > 0 ? (
          <DayResults key={day.id} store={store} day={day} sessions={drawn} found={found} />
        ) : null;
      })}
    </>
  );
}

/** Returns what stands where a search found nothing, and what may help. */
export function NothingFound({ q, onClear }: { q: string; onClear: (() => void) | null }) {
  return (
    <Empty
      title={w('nothing', { q })}
      actions={onClear ? <Button onClick={onClear}>{w('no_filter')}</Button> : null}
    >
      {w(onClear ? 'nothing_filtered' : 'nothing_text')}
    </Empty>
  );
}
