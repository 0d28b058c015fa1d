import { afterEach, expect, test } from 'vitest';
import { languageNames, number } from '../../src/i18n/format';
import { prefs } from '../../src/store/prefs';
import { DEFAULTS } from '../../src/store/stored-prefs';

const tags = { id: 'id-ID', en: 'en-GB' } as const;

afterEach(() => {
  prefs.value = DEFAULTS;
});

test.each(['id', 'en'] as const)(
  'a whole number in %s is grouped as the language’s own data groups it',
  tag => {
    prefs.value = { ...DEFAULTS, locale: tag };
    for (const value of [0, 7, 999, 1_000, 1_007, 12_345, 999_999, 1_000_000, 45_678_901]) {
      expect(number(value)).toBe(new Intl.NumberFormat(tags[tag]).format(value));
    }
  },
);

test('languages are joined in the language that is read now', () => {
  prefs.value = { ...DEFAULTS, locale: 'en' };
  expect(languageNames(['en', 'id'])).toBe('English and Indonesian');
  prefs.value = { ...DEFAULTS, locale: 'id' };
  expect(languageNames(['en', 'id'])).toBe('Inggris dan Indonesia');
});
