import { links } from '../../shared/links';
import { EVERYTHING, type Filter } from '../../store/filter';
import type { AgendaView } from '../../store/prefs';
import type { Snapshot } from '../../store/snapshot';

export type View = AgendaView;

/** What the agenda shows, as its address says it. */
export interface Shown {
  /** Null is the current day. */
  day: string | null;
  filter: Filter;
  /** What is searched for; empty is nothing. */
  q: string;
  /** Null is the view the visitor chose last. */
  view: View | null;
}

type Query = Readonly<Record<string, string>>;

const LANGUAGE = /^[a-z]{2,3}$/;

/** Returns the value if it is one that exists, so that an old link narrows nothing rather than hides everything. */
function known(value: string | undefined, exists: (value: string) => boolean): string | null {
  return value && exists(value) ? value : null;
}

/** Returns the filter that an address asks for. */
export function filterIn(query: Query, store: Snapshot): Filter {
  const kinds = new Set<string>([...store.sessions.values()].map(session => session.kind));
  return {
    track: known(query.track, id => store.tracks.has(id)),
    room: known(query.room, id => store.rooms.has(id)),
    kind: known(query.kind, kind => kinds.has(kind)),
    lang: known(query.lang, code => LANGUAGE.test(code)),
    starred: query.starred === '1',
    places: query.places === '1',
  };
}

/** Returns what an address asks to be shown. */
export function shownIn(query: Query, store: Snapshot): Shown {
  const { view } = query;
  return {
    day: known(query.day, id => store.days.has(id)),
    filter: filterIn(query, store),
    q: query.q ?? '',
    view: view === 'list' || view === 'grid' ? view : null,
  };
}

/** Returns the agenda's address that shows this. */
export function addressOf({ day, filter, q, view }: Shown): string {
  const { starred, places, ...choices } = filter;
  const flags = { starred: starred ? '1' : null, places: places ? '1' : null };
  const parts = { day, ...choices, ...flags, view, q: q.trim() };
  const pairs = Object.entries(parts).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return pairs.length > 0 ? `${links.agenda}?${new URLSearchParams(pairs)}` : links.agenda;
}

export const NOTHING_ASKED: Shown = { day: null, filter: EVERYTHING, q: '', view: null };
