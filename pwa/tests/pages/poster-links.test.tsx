import { render } from 'preact-render-to-string';
import { beforeEach, describe, expect, test } from 'vitest';
import { InfoPage } from '../../src/pages/info';
import { AnnouncementList } from '../../src/pages/organizer/announcement-list';
import { prefs } from '../../src/store/prefs';
import { DEFAULTS } from '../../src/store/stored-prefs';

/** Returns the words of the links to the poster. */
function toPoster(html: string): string[] {
  return [...html.matchAll(/<a [^>]*href="\/poster".*?<\/a>/g)].map(([link]) =>
    link
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

beforeEach(() => {
  prefs.value = DEFAULTS;
});

describe('the poster is found', () => {
  test.each([
    ['id', 'Poster dengan kode QR aplikasi Untuk dicetak, atau dipindai dari layar ini'],
    ['en', 'Poster with the app’s QR code To print, or to scan from this screen'],
  ] as const)('by a visitor, in %s', (locale, words) => {
    prefs.value = { ...DEFAULTS, locale };
    expect(toPoster(render(<InfoPage />))).toEqual([words]);
  });

  test.each([
    ['id', 'Poster untuk lokasi acara Kode QR aplikasi, untuk dicetak pada A4 atau A3'],
    ['en', 'Poster for the venue The app’s QR code, to print on A4 or A3'],
  ] as const)('by an organizer, in %s', (locale, words) => {
    prefs.value = { ...DEFAULTS, locale };
    expect(toPoster(render(<AnnouncementList />))).toEqual([words]);
  });
});
