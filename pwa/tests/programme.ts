import type { Room, Session, Speaker, Tag, Text, Track } from '../src/shared/document';
import type { Snapshot } from '../src/store/snapshot';
import { byId, day, session, snapshot, speaker, tag, text } from './factories';

const sourced = { revision: 1, basis: 'sample' as const, source: [] };

export function room(id: string, name: Text = text(id), more: Partial<Room> = {}): Room {
  return {
    ...sourced,
    id,
    name,
    floor: null,
    unit_ids: [],
    node_id: null,
    capacity: null,
    kind: 'hall',
    step_free: true,
    ...more,
  };
}

export function track(id: string, name: Text = text(id)): Track {
  return { ...sourced, id, name, description: text(''), color: '', theme: null };
}

/** Returns numbers from 0 to 1 that come the same every time. */
function luck(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const SYLLABLES =
  'pe me ber ter la yan an no va si pub lik da ta kes ma ra sya kat o ngan di gi tal ko ta'.split(' ');

const at = (date: string, minute: number) =>
  new Date(Date.parse(`${date}T08:00:00+07:00`) + minute * 60_000).toISOString();

/** Returns a made-up programme of so many sessions over four days in `rooms` rooms, with texts of usual length. */
export function programme(count: number, rooms = 40): Snapshot {
  const next = luck(7);
  const below = (n: number) => Math.floor(next() * n);
  const word = () => Array.from({ length: 2 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)]).join('');
  const vocabulary = Array.from({ length: 6_000 }, word);
  // Some words are on every page and most on few, as in any language.
  const words = (n: number) =>
    Array.from({ length: n }, () => vocabulary[Math.floor(next() ** 3 * vocabulary.length)]).join(' ');
  const both = (n: number) => text(words(n), words(n));
  const dates = ['2018-11-06', '2018-11-07', '2018-11-08', '2018-11-09'];
  const list = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
  const speakers: Speaker[] = list(count, n => ({
    ...speaker(`speaker-${n}`),
    name: text(words(2)),
    organisation: both(3),
  }));
  const tags: Tag[] = list(60, n => ({ ...tag(`tag-${n}`), name: both(2) }));
  const sessions: Session[] = list(count, n => {
    const start = 15 * below(44);
    const date = dates[n % dates.length] ?? '';
    return session(`session-${n}`, at(date, start), at(date, start + 30 + 15 * below(4)), {
      day: date,
      room: `room-${below(rooms)}`,
      track: `track-${below(8)}`,
      title: both(7),
      abstract: both(80),
      tags: [`tag-${below(60)}`],
      speakers: [{ speaker: `speaker-${n}`, role: 'speaker', basis: 'sample' }],
    });
  });
  return snapshot({
    days: byId(...dates.map((date, n) => day(date, n + 1))),
    sessions: byId(...sessions),
    speakers: byId(...speakers),
    tags: byId(...tags),
    rooms: byId(...list(rooms, n => room(`room-${n}`, both(2)))),
    tracks: byId(...list(8, n => track(`track-${n}`, both(2)))),
  });
}
