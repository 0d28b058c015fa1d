import type { Session } from '../../shared/document';
import { millis } from '../../shared/time';
import { byStart, isOver } from '../../store/select';
import type { Snapshot } from '../../store/signals';

/** So long before a session people come to its door, in milliseconds. */
const EARLY = 60 * 60_000;

/**
 * Returns the sessions at whose doors somebody stands: of one room all that are still to come, else of all rooms those
 * that run or begin soon, and where there are none those that begin next.
 */
export function atDoors(store: Snapshot, room: string | null, now: number): Session[] {
  const open = [...store.sessions.values()]
    .filter(session => session.room !== null && session.status !== 'cancelled' && !isOver(session, now))
    .sort(byStart);
  if (room !== null) return open.filter(session => session.room === room);
  const first = open[0];
  if (!first) return [];
  const until = Math.max(now + EARLY, millis(first.start));
  return open.filter(session => millis(session.start) <= until);
}
