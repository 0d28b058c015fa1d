import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Day, Session } from '../../shared/document';
import { type Filter, isSameFilter, passes } from '../../store/filter';
import { isStarred, stars } from '../../store/own';
import { hasPlaces, places } from '../../store/places';
import type { Found } from '../../store/search/index';
import { daysInOrder, groupedByStart, sessionsOn } from '../../store/select';
import { now, type Snapshot } from '../../store/signals';
import type { DayHits } from './results';

const PARTS = ['days', 'sessions', 'tracks', 'rooms', 'speakers', 'tags', 'awards', 'event'] as const;

/** Returns whether the later store differs by nothing but the long texts that the earlier one still lacked. */
function isFilled(before: Snapshot, after: Snapshot): boolean {
  const isSame = before.epoch === after.epoch && before.revision === after.revision;
  return isSame && before.isOutline && !after.isOutline;
}

/**
 * Returns the store as it was when anything that the list shows last changed, so that each sync does not draw it
 * anew.
 */
export function useSteadyStore(store: Snapshot): Snapshot {
  const steady = useRef({ shown: store, seen: store });
  const { seen } = steady.current;
  if (PARTS.some(part => seen[part] !== store[part])) {
    steady.current = { shown: isFilled(seen, store) ? steady.current.shown : store, seen: store };
  }
  return steady.current.shown;
}

/** Returns the same object while the filter says the same. */
export function useSteadyFilter(filter: Filter): Filter {
  const steady = useRef(filter);
  if (!isSameFilter(steady.current, filter)) steady.current = filter;
  return steady.current;
}

/** Returns the days, all sessions of each in order, and those that pass the filter. */
export function useProgramme(store: Snapshot, filter: Filter) {
  const days = useMemo(() => daysInOrder(store), [store.days]);
  const all = useMemo(
    () => new Map(days.map(day => [day.id, sessionsOn(store, day.id)])),
    [days, store.sessions],
  );
  const starred = filter.starred ? stars.value : null;
  // What nobody asks for is not listened to.
  const heard = filter.places ? places.value : null;
  const minute = filter.places ? now.value : 0;
  const passing = useMemo(() => {
    const known = { isStarred, hasPlaces: (session: Session) => hasPlaces(session, minute) };
    return new Map([...all].map(([day, list]) => [day, list.filter(each => passes(each, filter, known))]));
  }, [all, filter, starred, heard, minute]);
  const groups = useMemo(
    () => new Map([...passing].map(([day, list]) => [day, groupedByStart(list)])),
    [passing],
  );
  return { days, all, passing, groups };
}

/** Returns those of the sessions that were found, day by day, best first. */
export function useHits(
  days: readonly Day[],
  passing: ReadonlyMap<string, readonly Session[]>,
  found: Found | null | undefined,
): DayHits[] {
  return useMemo(() => {
    if (!found) return [];
    const score = ({ id }: Session) => found.get(id)?.score ?? 0;
    return days.flatMap(day => {
      const sessions = (passing.get(day.id) ?? []).filter(({ id }) => found.has(id));
      return sessions.length > 0 ? [{ day, sessions: sessions.sort((a, b) => score(b) - score(a)) }] : [];
    });
  }, [days, passing, found]);
}

/** How long one may pause between keys before the address follows; Safari forbids more than 100 changes in 30 s. */
const PAUSE = 300;

/** Returns what is typed at once and tells `write` of it when the typing pauses; `flush` tells it now. */
export function useTyped(q: string, write: (q: string) => void) {
  const [text, setText] = useState(q);
  const last = useRef({ text: q, written: q, write });
  last.current.write = write;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = () => {
    clearTimeout(timer.current);
    const next = last.current.text.trim();
    if (next === last.current.written) return;
    last.current.written = next;
    last.current.write(next);
  };
  const type = (next: string) => {
    last.current.text = next;
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, PAUSE);
  };
  useEffect(() => {
    if (q === last.current.written) return;
    // The address changed by another hand: back, or a link.
    clearTimeout(timer.current);
    last.current = { ...last.current, text: q, written: q };
    setText(q);
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { text, type, flush };
}

const WIDE = '(min-width: 1024px)';

/** Returns whether there is room for the grid. */
export function useWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const follow = () => setWide(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return isWide;
}
