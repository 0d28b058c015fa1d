import type { Locale } from './document';

const TAGS: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment: ISO 8601 with offset, or milliseconds since 1970. */
export type Moment = string | number;

let venueZone = 'Asia/Jakarta';
const formats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>();

/** Sets the IANA zone in which all times are told: the venue's. */
export function setVenueZone(zone: string): void {
  venueZone = zone;
}

export function millis(moment: Moment): number {
  return typeof moment === 'number' ? moment : Date.parse(moment);
}

/** Options that are one object each time, so that their formats are found again by it. */
const NUMBERS: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
const LONG_DATE: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
const SHORT_DATE: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let known = formats.get(options);
  if (!known) {
    known = new Map();
    formats.set(options, known);
  }
  const key = `${venueZone} ${locale}`;
  const made = known.get(key) ?? new Intl.DateTimeFormat(TAGS[locale], { timeZone: venueZone, ...options });
  known.set(key, made);
  return made;
}

/** Times that were told before: a programme tells the same few hundred again and again. */
const told = new Map<string, string>();
const MOST_TOLD = 2_000;

/** Returns what calendar and clock show at the venue, as digits by their name. */
function digits(moment: Moment): Record<string, string> {
  const parts = format('en', NUMBERS).formatToParts(millis(moment));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

function timeOfDay(moment: Moment, locale: Locale): string {
  const { hour, minute } = digits(moment);
  // Engines differ in the separator they know for Indonesian, so it is set here.
  return `${hour}${locale === 'id' ? '.' : ':'}${minute}`;
}

/** Returns the time of day at the venue: `10.42` in Indonesian, `10:42` in English. */
export function clock(moment: Moment, locale: Locale): string {
  const key = `${moment} ${locale} ${venueZone}`;
  const known = told.get(key);
  if (known) return known;
  if (told.size >= MOST_TOLD) told.clear();
  const time = timeOfDay(moment, locale);
  told.set(key, time);
  return time;
}

/** Returns start and end as times of day joined by an en dash. */
export function clockRange(start: Moment, end: Moment, locale: Locale): string {
  return `${clock(start, locale)}–${clock(end, locale)}`;
}

const two = (n: number) => String(n).padStart(2, '0');

function phoneDay(moment: number): string {
  const here = new Date(moment);
  return `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}`;
}

function phoneTime(moment: number, locale: Locale): string {
  const here = new Date(moment);
  return `${two(here.getHours())}${locale === 'id' ? '.' : ':'}${two(here.getMinutes())}`;
}

/** Returns by how many minutes the phone's clock is behind the venue's at a moment; negative where it is ahead. */
export function minutesBehind(moment: Moment): number {
  const at = millis(moment);
  const wall = (day: string, time: string) => Date.parse(`${day}T${time}Z`);
  return (wall(venueDay(at), clock(at, 'en')) - wall(phoneDay(at), phoneTime(at, 'en'))) / MINUTE;
}

/** Returns whether the phone's clock shows another time or day than the venue's at this moment. */
export function isPhoneElsewhere(moment: Moment): boolean {
  return minutesBehind(moment) !== 0;
}

/** Returns start and end on the phone's own clock, with the weekday where it is another day there. */
export function phoneRange(start: Moment, end: Moment, locale: Locale): string {
  const [from, to] = [millis(start), millis(end)];
  const weekday = new Intl.DateTimeFormat(TAGS[locale], { weekday: 'short' }).format(from);
  const times = `${phoneTime(from, locale)}–${phoneTime(to, locale)}`;
  return phoneDay(from) === venueDay(from) ? times : `${weekday} ${times}`;
}

/** Returns weekday, day and month at the venue: `Rabu, 7 November` or `Wednesday 7 November`. */
export function longDate(moment: Moment, locale: Locale): string {
  return format(locale, LONG_DATE).format(millis(moment));
}

/** Returns short weekday and day at the venue: `Rab, 7 Nov` or `Wed, 7 Nov`. */
export function shortDate(moment: Moment, locale: Locale): string {
  return format(locale, SHORT_DATE).format(millis(moment));
}

/** Returns the calendar day at the venue as `YYYY-MM-DD`, the form of a day's id. */
export function venueDay(moment: Moment): string {
  const { year, month, day } = digits(moment);
  return `${year}-${month}-${day}`;
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

/** Returns how long ago or ahead a moment is in words: `5 menit yang lalu`, `in 2 hours`. */
export function relative(moment: Moment, now: number, locale: Locale): string {
  const distance = millis(moment) - now;
  const words = new Intl.RelativeTimeFormat(TAGS[locale], { numeric: 'auto' });
  const size = Math.abs(distance);
  if (size < HOUR) return words.format(Math.round(distance / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.round(distance / HOUR), 'hour');
  return words.format(Math.round(distance / DAY), 'day');
}
