import type { Day } from '../shared/document';
import { millis, venueDay } from '../shared/time';
import type { StartGroup } from '../store/select';

/**
 * Returns before which group the now line stands, or how many groups there are when it comes after all;
 * -1 on another day.
 */
export function nowLineBefore(groups: readonly StartGroup[], now: number, day: Pick<Day, 'date'>): number {
  if (venueDay(now) !== day.date) return -1;
  const ahead = groups.findIndex(group => millis(group.start) > now);
  return ahead === -1 ? groups.length : ahead;
}
