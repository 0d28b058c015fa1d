import type { SlotChange } from '../../api/programme';
import type { Slots } from '../../api/speaker';

/** What the phone keeps of a speaker's desk, so that it opens without a network. */
export interface Desk extends Slots {
  /** Milliseconds since 1970 of the server's answer. */
  asOf: number;
  /** Ids of changes acknowledged on this phone that the server has not been told of. */
  untold: number[];
  /** Whether the server knows that this phone is the speaker's. */
  isLinked: boolean;
}

/** Returns the desk from the server's answer; what the phone has not told yet stays, if it is the same speaker's. */
export function answered(kept: Desk | null, slots: Slots, now: number): Desk {
  const own = kept?.speaker === slots.speaker ? kept : null;
  const waiting = new Set(slots.changes.filter(each => each.acknowledged_at === null).map(each => each.id));
  return {
    speaker: slots.speaker,
    changes: slots.changes,
    asOf: now,
    untold: (own?.untold ?? []).filter(id => waiting.has(id)),
    isLinked: own?.isLinked ?? false,
  };
}

/** Returns the changes that the speaker has not acknowledged, newest first. */
export function unseen(desk: Desk): SlotChange[] {
  return desk.changes.filter(each => each.acknowledged_at === null && !desk.untold.includes(each.id));
}

/** Returns the desk with a change acknowledged here and the server not yet told. */
export function acknowledged(desk: Desk, id: number): Desk {
  return desk.untold.includes(id) ? desk : { ...desk, untold: [...desk.untold, id] };
}

/** Returns the desk once the server knows of an acknowledgement. */
export function told(desk: Desk, id: number, now: number): Desk {
  const at = new Date(now).toISOString();
  return {
    ...desk,
    untold: desk.untold.filter(each => each !== id),
    changes: desk.changes.map(each => (each.id === id ? { ...each, acknowledged_at: at } : each)),
  };
}
