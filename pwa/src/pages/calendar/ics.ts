import { localText } from '../../i18n/index';
import type { Session } from '../../shared/document';
import { links } from '../../shared/links';
import { type Moment, millis } from '../../shared/time';
import { speakersOf } from '../../store/select';
import type { Snapshot } from '../../store/signals';
import { escaped, folded } from '../content-lines';
import { w } from './words';

function inUtc(moment: Moment): string {
  return new Date(millis(moment)).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Returns the newest revision of what the entry tells, as the server does, so that either replaces the other. */
function sequence(store: Snapshot, session: Session): number {
  const room = store.rooms.get(session.room ?? '');
  const told = [session, store.event, room, store.floors.get(room?.floor ?? '')];
  const named = [
    store.tracks.get(session.track ?? ''),
    ...speakersOf(store, session).map(part => part.speaker),
  ];
  return Math.max(...[...told, ...named].map(record => record?.revision ?? 0));
}

function where(store: Snapshot, session: Session): string {
  const room = store.rooms.get(session.room ?? '');
  const names = [room?.name, store.floors.get(room?.floor ?? '')?.name];
  const venue = [store.event?.venue.name, store.event?.venue.area];
  return [...names, ...venue].flatMap(name => localText(name).value || []).join(', ');
}

function about(store: Snapshot, session: Session, address: string): string {
  const people = speakersOf(store, session).filter(({ speaker }) => !speaker.placeholder);
  const names = people.map(({ speaker }) => localText(speaker.name).value).join(', ');
  const note = localText(session.lineup_note).value;
  const parts = [localText(session.abstract).value, names ? w('speakers', { names }) : '', note, address];
  return parts.filter(Boolean).join('\n\n');
}

/** Returns what rings `lead` minutes before a start (RFC 5545, section 3.6.6). */
function alarm(said: string, lead: number): string[] {
  const trigger = lead === 0 ? 'PT0M' : `-PT${lead}M`;
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(said)}`,
    `TRIGGER:${trigger}`,
    'END:VALARM',
  ];
}

/**
 * Returns a session as a calendar of its own, made without the server: the same entry under the same identity. It
 * rings `lead` minutes before; null is not at all.
 */
export function sessionFile(
  store: Snapshot,
  session: Session,
  { origin, hostname }: { origin: string; hostname: string },
  now: number,
  lead: number | null,
): string {
  const isCancelled = session.status === 'cancelled';
  const title = localText(session.title).value;
  const address = `${origin}${links.session(session.id)}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//IPS Forum companion//Phone//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${session.id}@${hostname}`,
    `SEQUENCE:${sequence(store, session)}`,
    `DTSTAMP:${inUtc(now)}`,
    `LAST-MODIFIED:${inUtc(now)}`,
    `DTSTART:${inUtc(session.start)}`,
    ...(millis(session.end) > millis(session.start) ? [`DTEND:${inUtc(session.end)}`] : []),
    `SUMMARY:${escaped(isCancelled ? w('cancelled', { title }) : title)}`,
    `LOCATION:${escaped(where(store, session))}`,
    `DESCRIPTION:${escaped(about(store, session, address))}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `URL:${address}`,
    ...(lead === null || isCancelled ? [] : alarm(title, lead)),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}
