import { clock, type Moment, millis, venueDay } from '../../shared/time';

/** Returns the zone's distance from UTC at a moment, as `+07:00`. */
export function offsetAt(moment: Moment, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    millis(moment),
  );
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name.replace('GMT', '') || '+00:00';
}

/** Returns what a date field gives on the venue's clock, `2018-11-07T12:00`, as ISO 8601 with its offset. */
export function momentAt(local: string, zone: string): string {
  // A clock change within these hours is not looked for: the offset is that of the same hour in UTC.
  return `${local}:00${offsetAt(`${local}:00Z`, zone)}`;
}

/** Returns a moment's time of day at the venue as a time field takes it: `09:05`. */
export function fieldTime(moment: Moment): string {
  return clock(moment, 'en');
}

/** Returns a moment on the venue's clock as a date field takes it: `2018-11-07T12:00`. */
export function fieldMoment(moment: Moment): string {
  return `${venueDay(moment)}T${fieldTime(moment)}`;
}
