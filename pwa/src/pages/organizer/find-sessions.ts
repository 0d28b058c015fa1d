import type { Session } from '../../shared/document';
import { daysInOrder, sessionsOn, speakersOf } from '../../store/select';
import type { Snapshot } from '../../store/signals';

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Returns all sessions in order of days and times. */
export function sessionsInOrder(store: Snapshot): Session[] {
  return daysInOrder(store).flatMap(day => sessionsOn(store, day.id));
}

/** Returns the sessions whose title, room or speakers hold every word of the query, in either language. */
export function findSessions(store: Snapshot, query: string): Session[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return sessionsInOrder(store).filter(session => {
    const room = store.rooms.get(session.room ?? '')?.name;
    const people = speakersOf(store, session).map(({ speaker }) => speaker.name.id);
    const text = folded(
      [session.title.id, session.title.en, room?.id ?? '', room?.en ?? '', ...people].join(' '),
    );
    return words.every(word => text.includes(word));
  });
}
