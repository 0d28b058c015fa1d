import { wordsIn } from '../i18n/index';

const id = {
  poster: 'Poster dengan kode QR aplikasi',
  poster_text: 'Untuk dicetak, atau dipindai dari layar ini',
} as const;

const en: Record<keyof typeof id, string> = {
  poster: 'Poster with the app’s QR code',
  poster_text: 'To print, or to scan from this screen',
};

/** Returns the words of the page of information that are its own. */
export const w = wordsIn(id, en);
