import type { Session } from '../shared/document';
import type { Slot, SlotNews } from '../shared/personal';

/** Returns where and when a session takes place, and whether it does. */
export function slotOf({ start, end, room, status }: Session): Slot {
  return { start, end, room, status };
}

function isSame(a: Slot, b: Slot): boolean {
  const isThere = a.status === 'cancelled' && b.status === 'cancelled';
  return (
    isThere ||
    (a.status === b.status &&
      Date.parse(a.start) === Date.parse(b.start) &&
      Date.parse(a.end) === Date.parse(b.end) &&
      a.room === b.room)
  );
}

/**
 * Returns the news of a session that becomes `after`, null when there is none: what the visitor last looked at
 * stays the old side, however often it changes before they look again; back there, nothing is new.
 */
export function newsAfter(
  before: Session | undefined,
  after: Session,
  known: SlotNews | undefined,
  now: number,
): SlotNews | null {
  if (!before) return known ?? null;
  const [old, fresh] = [slotOf(before), slotOf(after)];
  if (isSame(old, fresh)) return known ?? null;
  const was = known && known.seenAt === null ? known.was : old;
  return isSame(was, fresh) ? null : { session: after.id, was, at: now, seenAt: null };
}
