import type { Session } from '../shared/document';

/** Which sessions are shown; what is null or false narrows nothing, and all that is set must hold. */
export interface Filter {
  readonly track: string | null;
  readonly room: string | null;
  readonly kind: string | null;
  /** A language spoken, or interpreted into. */
  readonly lang: string | null;
  readonly starred: boolean;
  /** Only those in which one may still find a place. */
  readonly places: boolean;
}

export const EVERYTHING: Filter = {
  track: null,
  room: null,
  kind: null,
  lang: null,
  starred: false,
  places: false,
};

/** Returns whether two filters let the same sessions pass. */
export function isSameFilter(a: Filter, b: Filter): boolean {
  return (Object.keys(EVERYTHING) as (keyof Filter)[]).every(name => a[name] === b[name]);
}

/** Returns the languages one can follow a session in: spoken, then interpreted into. */
export function languagesOf({ languages, interpretation }: Session): string[] {
  return [...new Set([...languages, ...interpretation])];
}

/** What a filter asks of a session that the programme does not say. */
export interface Knowledge {
  isStarred: (session: string) => boolean;
  hasPlaces: (session: Session) => boolean;
}

/** Returns whether everything the filter asks for holds. */
export function passes(session: Session, filter: Filter, { isStarred, hasPlaces }: Knowledge): boolean {
  const { track, room, kind, lang, starred, places } = filter;
  return (
    (track === null || session.track === track) &&
    (room === null || session.room === room) &&
    (kind === null || session.kind === kind) &&
    (lang === null || session.languages.includes(lang) || session.interpretation.includes(lang)) &&
    (!starred || isStarred(session.id)) &&
    (!places || hasPlaces(session))
  );
}

/** Returns how many choices of the filter panel narrow the list: those without a chip of their own. */
export function panelCount({ room, kind, lang, places }: Filter): number {
  return [room, kind, lang, places || null].filter(choice => choice !== null).length;
}
