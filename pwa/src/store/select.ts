import type {
  AwardList,
  Booth,
  Day,
  Exhibitor,
  Floor,
  Innovation,
  Page,
  Room,
  Service,
  Session,
  Speaker,
  Tag,
} from '../shared/document';
import { byCharacters } from '../shared/order';
import { millis, venueDay } from '../shared/time';
import type { Snapshot } from './snapshot';

function present<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item): item is T => item !== undefined);
}

export function byStart(a: Session, b: Session): number {
  return (
    millis(a.start) - millis(b.start) ||
    millis(a.end) - millis(b.end) ||
    byCharacters(a.room ?? '', b.room ?? '') ||
    byCharacters(a.id, b.id)
  );
}

/** Returns the event's days in order. */
export function daysInOrder(store: Snapshot): Day[] {
  return [...store.days.values()].sort((a, b) => a.number - b.number);
}

/** Returns when a day of the programme is over, which may be after midnight, and later than it was meant to be. */
function closing(store: Snapshot, day: Day, now: number): number {
  if (now < millis(day.end)) return millis(day.end);
  const ends = [...store.sessions.values()]
    .filter(({ day: id }) => id === day.id)
    .map(({ end }) => millis(end));
  return Math.max(millis(day.end), ...ends);
}

/**
 * Returns the day of the programme that a moment belongs to, null on a date without one. What runs past midnight
 * belongs to the day before, so that day goes on until it is over or the next one opens.
 */
export function dayAt(store: Snapshot, now: number): Day | null {
  const days = daysInOrder(store);
  const begun = days.filter(day => millis(day.start) <= now).at(-1);
  if (begun && now < closing(store, begun, now)) return begun;
  const date = venueDay(now);
  return days.find(day => day.date === date) ?? null;
}

/** Returns the day of the programme that runs, else the next one, else the last. */
export function currentDay(store: Snapshot, now: number): Day | null {
  const days = daysInOrder(store);
  const date = venueDay(now);
  return dayAt(store, now) ?? days.find(day => day.date > date) ?? days.at(-1) ?? null;
}

/** Returns a day's sessions by start, end and room; cancelled ones stay in. */
export function sessionsOn(store: Snapshot, day: string): Session[] {
  return [...store.sessions.values()].filter(session => session.day === day).sort(byStart);
}

export interface StartGroup {
  start: string;
  sessions: Session[];
}

/** Returns sessions already in order as groups that start at the same moment. */
export function groupedByStart(sessions: readonly Session[]): StartGroup[] {
  const groups: StartGroup[] = [];
  for (const session of sessions) {
    const last = groups.at(-1);
    if (last && millis(last.start) === millis(session.start)) last.sessions.push(session);
    else groups.push({ start: session.start, sessions: [session] });
  }
  return groups;
}

export function isRunning(session: Session, now: number): boolean {
  return session.status !== 'cancelled' && millis(session.start) <= now && now < millis(session.end);
}

export function isOver(session: Session, now: number): boolean {
  return millis(session.end) <= now;
}

/** Returns how much of the session has passed, from 0 to 1. */
export function progress(session: Session, now: number): number {
  const start = millis(session.start);
  const length = millis(session.end) - start;
  return length <= 0 ? 1 : Math.min(1, Math.max(0, (now - start) / length));
}

/**
 * Returns the sessions that run now, the latest to start first so that all-day exhibitions come last,
 * and those that start next, all at one moment.
 */
export function nowAndNext(store: Snapshot, now: number): { now: Session[]; next: Session[] } {
  const scheduled = [...store.sessions.values()].filter(session => session.status !== 'cancelled');
  const running = scheduled.filter(session => isRunning(session, now)).sort((a, b) => byStart(b, a));
  const ahead = scheduled.filter(session => millis(session.start) > now).sort(byStart);
  return { now: running, next: groupedByStart(ahead)[0]?.sessions ?? [] };
}

export interface LineUp {
  speaker: Speaker;
  role: string;
  basis: 'fact' | 'sample';
}

/** Returns a session's speakers in its own order, unknown ones left out. */
export function speakersOf(store: Snapshot, session: Session): LineUp[] {
  return session.speakers.flatMap(part => {
    const speaker = store.speakers.get(part.speaker);
    return speaker ? [{ speaker, role: part.role, basis: part.basis }] : [];
  });
}

/** Returns the sessions a speaker takes part in, in order. */
export function sessionsOf(store: Snapshot, speaker: string): Session[] {
  return [...store.sessions.values()]
    .filter(session => session.speakers.some(part => part.speaker === speaker))
    .sort(byStart);
}

/** Returns the sessions of these ids in order, unknown ones left out. */
export function sessionsNamed(store: Snapshot, ids: readonly string[]): Session[] {
  return present(ids.map(id => store.sessions.get(id))).sort(byStart);
}

export function sessionsIn(store: Snapshot, room: string): Session[] {
  return [...store.sessions.values()].filter(session => session.room === room).sort(byStart);
}

export function tagsOf(store: Snapshot, session: Session): Tag[] {
  return present(session.tags.map(tag => store.tags.get(tag)));
}

/** Returns the floors from the lowest up. */
export function floorsInOrder(store: Snapshot): Floor[] {
  return [...store.floors.values()].sort((a, b) => a.ordinal - b.ordinal);
}

export function boothsOn(store: Snapshot, floor: string): Booth[] {
  return [...store.booths.values()]
    .filter(booth => booth.floor === floor)
    .sort((a, b) => byCharacters(a.code, b.code));
}

export function roomsOn(store: Snapshot, floor: string): Room[] {
  return [...store.rooms.values()].filter(room => room.floor === floor);
}

/** Returns who holds the booth, null while it is free. */
export function exhibitorAt(store: Snapshot, booth: Booth): Exhibitor | null {
  return booth.exhibitor === null ? null : (store.exhibitors.get(booth.exhibitor) ?? null);
}

export function boothsOf(store: Snapshot, exhibitor: Exhibitor): Booth[] {
  return present(exhibitor.booths.map(booth => store.booths.get(booth)));
}

/** Returns the services an exhibitor gives at the venue, in the exhibitor's order. */
export function servicesOf(store: Snapshot, exhibitor: Exhibitor): Service[] {
  return present(exhibitor.services.map(service => store.services.get(service)));
}

/** Returns the innovations an exhibitor shows, in the exhibitor's order. */
export function innovationsOf(store: Snapshot, exhibitor: Exhibitor): Innovation[] {
  return present(exhibitor.innovations.map(innovation => store.innovations.get(innovation)));
}

/** Returns the booths at which the innovation is shown. */
export function boothsShowing(store: Snapshot, innovation: Innovation): Booth[] {
  const exhibitor = innovation.exhibitor === null ? undefined : store.exhibitors.get(innovation.exhibitor);
  return exhibitor ? boothsOf(store, exhibitor) : [];
}

export function pagesInOrder(store: Snapshot): Page[] {
  return [...store.pages.values()].sort((a, b) => a.order - b.order || byCharacters(a.id, b.id));
}

export interface Ceremony {
  list: AwardList;
  session: Session;
}

/** Returns the award lists with the session in which each is announced, in order of time. */
export function ceremonies(store: Snapshot): Ceremony[] {
  return (store.awards?.lists ?? [])
    .flatMap(list => {
      const session = store.sessions.get(list.session);
      return session ? [{ list, session }] : [];
    })
    .sort((a, b) => byStart(a.session, b.session));
}

/** Returns the ceremony that runs or comes next, null after the last. */
export function nextCeremony(store: Snapshot, now: number): Ceremony | null {
  return (
    ceremonies(store).find(({ session }) => session.status !== 'cancelled' && !isOver(session, now)) ?? null
  );
}
