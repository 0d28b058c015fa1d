import type { Room, Session } from '../shared/document';
import { millis, minutesUntil } from '../shared/time';
import { isOver, isRunning } from './select';
import type { Snapshot } from './snapshot';
import { minutesFromEntrance, walkingMinutes } from './walking';

const MINUTE = 60_000;
/** So long after a session its visitor is taken to be still near its room. */
const LINGERING = 20 * MINUTE;

/** A day at the forum with the evening before it. */
const AHEAD = 12 * 60 * MINUTE;

type IsStarred = (session: string) => boolean;

/** Returns the visitor's next starred session of the hours ahead, null when none is left. */
export function nextStarred(store: Snapshot, isStarred: IsStarred, now: number): Session | null {
  const ahead = [...store.sessions.values()].filter(
    each =>
      each.status !== 'cancelled' &&
      millis(each.start) > now &&
      millis(each.start) - now < AHEAD &&
      isStarred(each.id),
  );
  return ahead.sort((a, b) => millis(a.start) - millis(b.start))[0] ?? null;
}

/** When to leave for a session. */
export interface Leave {
  /** Minutes of the walk. */
  walk: number;
  /** From which room; null for the venue's entrance. */
  from: Room | null;
  /** Minutes until one must leave; 0 or less for now. */
  left: number;
}

/** Returns the room in which the visitor most likely is: that of a starred session that runs or just ended. */
function likelyRoom(store: Snapshot, isStarred: IsStarred, now: number): string | null {
  const there = [...store.sessions.values()].filter(
    each =>
      each.status !== 'cancelled' &&
      isStarred(each.id) &&
      (isRunning(each, now) || (isOver(each, now) && now - millis(each.end) < LINGERING)),
  );
  return there.sort((a, b) => millis(b.start) - millis(a.start))[0]?.room ?? null;
}

/** Returns when to leave for a session by the walk over the plan; null where the plan does not know the way. */
export function leaveFor(store: Snapshot, isStarred: IsStarred, session: Session, now: number): Leave | null {
  const room = likelyRoom(store, isStarred, now);
  const walk =
    room === null ? minutesFromEntrance(store, session.room) : walkingMinutes(store, room, session.room);
  if (walk === null || walk === 0) return null;
  const from = store.rooms.get(room ?? '') ?? null;
  return { walk, from, left: minutesUntil(session.start, now) - walk };
}
