import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { links } from '../shared/links';
import { KINDS } from './kinds';
import type { Filter, Place } from './places';

type Name = 'floor' | 'booth' | 'room' | 'place' | 'q' | 'filter' | 'view';
export type Changes = Partial<Record<Name, string | null>>;

const PARAMETER = { booth: 'booth', room: 'room', facility: 'place' } as const;

/** The map's address with some of its parts changed; null leaves one out. */
export function addressWith(query: Record<string, string>, changes: Changes): string {
  const all = Object.entries({ ...query, ...changes }).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  );
  const search = new URLSearchParams(all).toString();
  return search ? `${links.map}?${search}` : links.map;
}

/** What the address has to say to open this place on its floor. */
export const opening = (place: Place): Changes => ({
  booth: null,
  room: null,
  place: null,
  q: null,
  view: null,
  floor: place.floor,
  [PARAMETER[place.type]]: place.id,
});

const NOTHING_OPEN: Changes = { booth: null, room: null, place: null };

const isFilter = (value: string | undefined): value is Filter =>
  value === 'service' || value === 'facility' || KINDS.some(kind => kind === value);

/** The place that the address names, if there is one. */
export const openPlace = (query: Record<string, string>, places: readonly Place[]): Place | null =>
  places.find(place => query[PARAMETER[place.type]] === place.id) ?? null;

/** Keeps the map's state in the address, so that it can be shared and "back" closes what was opened last. */
export function useMapAddress() {
  const { query, route } = useLocation();
  const openedHere = useRef(false);
  const asked = useRef(false);
  const isOpen = Boolean(query.booth || query.room || query.place);
  const change = (changes: Changes): void => route(addressWith(query, changes), true);
  return {
    query,
    filter: isFilter(query.filter) ? query.filter : ('all' as const),
    isList: query.view === 'list',
    change,
    href: (place: Place): string => addressWith(query, opening(place)),
    open(place: Place): void {
      asked.current = true;
      // "Back" shall show the plan again and not the search that is done.
      if (query.q && !isOpen) change({ q: null });
      // One step of history for the sheet, however many places are looked at in it.
      route(addressWith(query, opening(place)), isOpen);
      if (!isOpen) openedHere.current = true;
    },
    /** Whether the reader opened something here, rather than came with an address that names it. */
    wasAsked: (): boolean => asked.current,
    close(): void {
      if (!isOpen) return;
      if (openedHere.current) history.back();
      else change(NOTHING_OPEN);
      openedHere.current = false;
    },
    toFloor: (floor: string): void => change({ ...NOTHING_OPEN, floor }),
  };
}

export type MapAddress = ReturnType<typeof useMapAddress>;
