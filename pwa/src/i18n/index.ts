import { computed, type ReadonlySignal } from '@preact/signals';
import type { Locale, Text } from '../shared/document';
import { prefs } from '../store/prefs';
import { en } from './en';
import { id } from './id';

export type Key = keyof typeof id;
export type Params = Record<string, string | number>;

const TABLES: Record<Locale, Record<Key, string>> = { id, en };

/** The language the app speaks now. */
export const locale: ReadonlySignal<Locale> = computed(() => prefs.value.locale);

function filled(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => (name in params ? String(params[name]) : hole));
}

/** Returns the app's text for `key` in the current language, `{name}` replaced by `params.name`. */
export function t(key: Key, params: Params = {}): string {
  return filled(TABLES[locale.value][key], params);
}

/** Returns what `t` is to the whole app for the words of one page, which are fetched with that page. */
export function wordsIn<Word extends string>(
  id: Readonly<Record<Word, string>>,
  en: Readonly<Record<Word, string>>,
): (word: Word, params?: Params) => string {
  return (word, params = {}) => filled((locale.value === 'id' ? id : en)[word], params);
}

export interface LocalText {
  value: string;
  lang: Locale;
}

/** Returns a content text in the current language, or in the other where this one is empty, with its `lang`. */
export function localText(text: Text | null | undefined): LocalText {
  const own = locale.value;
  const other: Locale = own === 'id' ? 'en' : 'id';
  const value = text?.[own].trim();
  if (value) return { value, lang: own };
  const fallback = text?.[other].trim();
  return fallback ? { value: fallback, lang: other } : { value: '', lang: own };
}
