import type { Locale } from './document';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment: ISO 8601 with offset, or milliseconds since 1970. */
export type Moment = string | number;

/**
 * The zones of Indonesia by their hours before UTC; none has daylight saving time. Intl knows them too, but takes a
 * tenth of a second to wake on an old phone, in the middle of its start.
 */
const FIXED: Record<string, number> = {
  'Asia/Jakarta': 7,
  'Asia/Pontianak': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
};
/** No clock changes within the quarters of an hour. */
const QUARTER = 15 * MINUTE;

const NAMES: Record<Locale, { days: string[]; months: string[] }> = {
  id: {
    days: 'Minggu Senin Selasa Rabu Kamis Jumat Sabtu'.split(' '),
    months: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
      ' ',
    ),
  },
  en: {
    days: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
    months: 'January February March April May June July August September October November December'.split(
      ' ',
    ),
  },
};

let venueZone = 'Asia/Jakarta';
let elsewhere: Intl.DateTimeFormat | null = null;
const offsets = new Map<number, number>();

/** Sets the IANA zone in which all times are told: the venue's. */
export function setVenueZone(zone: string): void {
  if (zone === venueZone) return;
  venueZone = zone;
  elsewhere = null;
  offsets.clear();
}

const parsed = new Map<string, number>();
/** Some thousands of sessions: a programme names the same few hundred moments again and again. */
const MOST_PARSED = 5_000;

/** Returns a moment in milliseconds since 1970, NaN for what is none. */
export function millis(moment: Moment): number {
  if (typeof moment === 'number') return moment;
  const known = parsed.get(moment);
  if (known !== undefined) return known;
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const at = Date.parse(moment);
  parsed.set(moment, at);
  return at;
}

/** Returns by how much the clock of a zone that changes is before UTC, in milliseconds, from a quarter of an hour on. */
function askOffset(quarter: number): number {
  elsewhere ??= new Intl.DateTimeFormat('en', {
    timeZone: venueZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = Object.fromEntries(elsewhere.formatToParts(quarter).map(({ type, value }) => [type, +value]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - quarter;
}

function offsetAt(at: number): number {
  const hours = FIXED[venueZone];
  if (hours !== undefined) return hours * HOUR;
  const quarter = Math.floor(at / QUARTER) * QUARTER;
  const offset = offsets.get(quarter) ?? askOffset(quarter);
  offsets.set(quarter, offset);
  return offset;
}

/** Returns what calendar and clock show where it is so much later than UTC, as the UTC fields of a date. */
const wall = (at: number, offset: number) => new Date(at + offset);
const atVenue = (moment: Moment) => wall(millis(moment), offsetAt(millis(moment)));
const onPhone = (at: number) => wall(at, -MINUTE * new Date(at).getTimezoneOffset());

const dayOf = (shown: Date) => shown.toISOString().slice(0, 10);
const weekdayOf = (shown: Date, locale: Locale) => NAMES[locale].days[shown.getUTCDay()] ?? '';
const monthOf = (shown: Date, locale: Locale) => NAMES[locale].months[shown.getUTCMonth()] ?? '';
/** In both languages days and months are cut to three letters. */
const short = (name: string) => name.slice(0, 3);

function timeOf(shown: Date, locale: Locale): string {
  const time = shown.toISOString().slice(11, 16);
  return locale === 'id' ? time.replace(':', '.') : time;
}

/** Returns the time of day at the venue: `10.42` in Indonesian, `10:42` in English. */
export function clock(moment: Moment, locale: Locale): string {
  return timeOf(atVenue(moment), locale);
}

/** Returns start and end as times of day joined by an en dash. */
export function clockRange(start: Moment, end: Moment, locale: Locale): string {
  return `${clock(start, locale)}–${clock(end, locale)}`;
}

/** Returns by how many minutes the phone's clock is behind the venue's at a moment; negative where it is ahead. */
export function minutesBehind(moment: Moment): number {
  const at = millis(moment);
  return offsetAt(at) / MINUTE + new Date(at).getTimezoneOffset();
}

/** Returns whether the phone's clock shows another time or day than the venue's at this moment. */
export function isPhoneElsewhere(moment: Moment): boolean {
  return minutesBehind(moment) !== 0;
}

/** Returns start and end on the phone's own clock, with the weekday where it is another day there. */
export function phoneRange(start: Moment, end: Moment, locale: Locale): string {
  const [from, to] = [onPhone(millis(start)), onPhone(millis(end))];
  const times = `${timeOf(from, locale)}–${timeOf(to, locale)}`;
  return dayOf(from) === venueDay(start) ? times : `${short(weekdayOf(from, locale))} ${times}`;
}

/** Returns a day at the venue in few letters: `Rabu 7 Nov`, `Wed 7 Nov`. */
export function shortDay(moment: Moment, locale: Locale): string {
  const day = atVenue(moment);
  const weekday = weekdayOf(day, locale);
  return `${locale === 'id' ? weekday : short(weekday)} ${day.getUTCDate()} ${short(monthOf(day, locale))}`;
}

/** Returns a day at the venue in full: `Rabu 7 November 2018`. */
export function longDay(moment: Moment, locale: Locale): string {
  const day = atVenue(moment);
  return `${weekdayOf(day, locale)} ${day.getUTCDate()} ${monthOf(day, locale)} ${day.getUTCFullYear()}`;
}

/** Returns the calendar day at the venue as `YYYY-MM-DD`, the form of a day's id. */
export function venueDay(moment: Moment): string {
  return dayOf(atVenue(moment));
}

/** Returns whole minutes from `now` until `moment`, rounded up; negative once it has passed. */
export function minutesUntil(moment: Moment, now: number): number {
  return Math.ceil((millis(moment) - now) / MINUTE);
}

export interface Countdown {
  days: number;
  hours: number;
  minutes: number;
}

/** Returns the days, hours and minutes left until `moment`, all zero once it has passed. */
export function countdown(moment: Moment, now: number): Countdown {
  const left = Math.max(0, Math.ceil((millis(moment) - now) / MINUTE) * MINUTE);
  return {
    days: Math.floor(left / DAY),
    hours: Math.floor((left % DAY) / HOUR),
    minutes: Math.floor((left % HOUR) / MINUTE),
  };
}
