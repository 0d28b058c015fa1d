import { locale } from '../../i18n/index';
import { en } from './words-en';
import { id } from './words-id';

export type Word = keyof typeof id;

/** Returns the console's text in the current language; it lives here so that visitors do not load it. */
export function w(word: Word, params: Record<string, string | number> = {}): string {
  const table = locale.value === 'id' ? id : en;
  return table[word].replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
}
