import {
  clockRange,
  longDay as longDayIn,
  type Moment,
  shortDay as shortDayIn,
  clock as timeOfDay,
} from '../shared/time';
import { locale, t } from './index';

const MINUTE = 60_000;

/** Returns what `make` made for this language before: Intl's objects take long to make and little to use. */
function kept<T>(make: (tag: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const tag = locale.value === 'id' ? 'id-ID' : 'en-GB';
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
}

const countries = kept(language => new Intl.DisplayNames([language], { type: 'region' }));
const languageName = kept(language => new Intl.DisplayNames([language], { type: 'language' }));
const lists = kept(language => new Intl.ListFormat(language));

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
  return shortDayIn(moment, locale.value);
}

/** Returns a day at the venue in full: `Rabu 7 November 2018`. */
export function longDay(moment: Moment): string {
  return longDayIn(moment, locale.value);
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
  return String(value).replace(/\B(?=(\d{3})+$)/g, locale.value === 'id' ? '.' : ',');
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
