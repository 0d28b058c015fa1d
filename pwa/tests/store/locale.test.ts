import { expect, test } from 'vitest';
import { browserLocale } from '../../src/store/stored-prefs';

test.each([
  [['en-US', 'id'], 'en'],
  [['fr-FR', 'en-GB'], 'en'],
  [['id-ID', 'en'], 'id'],
  [['fr-FR', 'id'], 'id'],
  [['de'], 'id'],
  [[], 'id'],
])('a browser that speaks %j opens the app in %s', (languages, locale) => {
  expect(browserLocale(languages)).toBe(locale);
});
