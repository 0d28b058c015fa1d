import { wordsIn } from '../../i18n/index';
import { en } from './words-en';
import { id } from './words-id';

export type Word = keyof typeof id;

/** Returns the console's text in the current language; it lives here so that visitors do not load it. */
export const w = wordsIn<Word>(id, en);
