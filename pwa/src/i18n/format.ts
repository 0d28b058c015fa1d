import { clockRange, type Moment, millis, clock as timeOfDay } from '../shared/time';
import { store } from '../store/signals';
import { locale, t } from './index';

const MINUTE = 60_000;

function tag(): string {
  return locale.value === 'id' ? 'id-ID' : 'en-GB';
}

/** Returns what `make` made for these words before: Intl's objects take long to make and little to use. */
function kept<T>(make: (tag: string, zone: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const [language, zone] = [tag(), store.value.event?.time_zone ?? 'Asia/Jakarta'];
    const key = `${language} ${zone}`;
    const known = made.get(key);
    if (known) return known;
    const fresh = make(language, zone);
    made.set(key, fresh);
    return fresh;
  };
}

function words(options: Intl.DateTimeFormatOptions): (moment: Moment) => string {
  const format = kept((language, timeZone) => new Intl.DateTimeFormat(language, { ...options, timeZone }));
  return moment => format().format(millis(moment));
}

const longWeekday = words({ weekday: 'long' });
const shortWeekday = words({ weekday: 'short' });
const dayAndMonth = words({ day: 'numeric', month: 'short' });
const fullDate = words({ day: 'numeric', month: 'long', year: 'numeric' });
const numbers = kept(language => new Intl.NumberFormat(language));
const countries = kept(language => new Intl.DisplayNames([language], { type: 'region' }));
const languageName = kept(language => new Intl.DisplayNames([language], { type: 'language' }));
const lists = kept(language => new Intl.ListFormat(language));

/** Makes what the first page will need of Intl, each in a task of its own: together they would hold it up. */
export function prepareFormats(): void {
  for (const make of [clock, longWeekday, shortWeekday, dayAndMonth, number]) setTimeout(() => make(0));
}

/** Returns the time of day at the venue in the reader's language. */
export function clock(moment: Moment): string {
  return timeOfDay(moment, locale.value);
}

/** Returns start and end as times of day at the venue. */
export function span(start: Moment, end: Moment): string {
  return clockRange(start, end, locale.value);
}

/** Returns a day at the venue in few letters: `Rabu 7 Nov`, `Wed 7 Nov`. */
export function shortDay(moment: Moment): string {
  const weekday = locale.value === 'id' ? longWeekday(moment) : shortWeekday(moment);
  return `${weekday} ${dayAndMonth(moment)}`;
}

/** Returns a day at the venue in full: `Rabu 7 November 2018`. */
export function longDay(moment: Moment): string {
  return `${longWeekday(moment)} ${fullDate(moment)}`;
}

/** Returns how long ago a moment was, or its day and time once that is more than half a day. */
export function ago(moment: Moment, now: number): string {
  const minutes = Math.floor((now - new Date(moment).getTime()) / MINUTE);
  if (minutes < 1) return t('time.now');
  if (minutes < 60) return t('time.minutes_ago', { n: minutes });
  if (minutes < 720) return t('time.hours_ago', { n: Math.floor(minutes / 60) });
  return `${shortDay(moment)} ${clock(moment)}`;
}

/** Returns a whole number grouped as the reader's language does it. */
export function number(value: number): string {
  return numbers().format(value);
}

/** Returns a country's name from its two letters. */
export function country(code: string): string {
  return countries().of(code) ?? code;
}

/** Returns languages as they stand on badges: `ID + EN`. */
export function languages(codes: readonly string[]): string {
  return codes.map(code => code.toUpperCase()).join(' + ');
}

/** Returns languages by their names, joined as a sentence joins them: `Inggris`, `English and Indonesian`. */
export function languageNames(codes: readonly string[]): string {
  const names = languageName();
  return lists().format(codes.map(code => names.of(code) ?? code));
}

type Counted = 'awards.count' | 'home.also' | 'reminder.before' | 'news.more';

/** Returns the text of `one` for a single thing and of `other` else, with the number in it. */
export function counted(n: number, key: Counted, more = {}): string {
  return t(n === 1 ? `${key}.one` : `${key}.other`, { n: number(n), ...more });
}
