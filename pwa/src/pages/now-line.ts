import type { Day } from '../shared/document';
import { millis } from '../shared/time';
import { dayAt, type StartGroup } from '../store/select';
import type { Snapshot } from '../store/snapshot';

/**
 * Returns before which group the now line stands, or how many groups there are when it comes after all;
 * -1 on another day.
 */
export function nowLineBefore(store: Snapshot, day: Day, groups: readonly StartGroup[], now: number): number {
  if (dayAt(store, now)?.id !== day.id) return -1;
  const ahead = groups.findIndex(group => millis(group.start) > now);
  return ahead === -1 ? groups.length : ahead;
}
