import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeEach, describe, expect, test } from 'vitest';
import { freshWords, OfflineLine } from '../../src/components/freshness';
import { UpdateToast } from '../../src/components/toast';
import { prefs } from '../../src/store/prefs';
import { appTooOld, freshness, now } from '../../src/store/signals';
import { DEFAULTS } from '../../src/store/stored-prefs';
import { updateReady } from '../../src/update';

beforeEach(() => {
  now.value = Date.parse('2018-11-07T09:05:00+07:00');
  freshness.value = { state: 'failed', syncedAt: Date.parse('2018-11-07T09:00:00+07:00') };
  appTooOld.value = true;
  updateReady.value = false;
});

function said(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('an app that is too old', () => {
  test.each([
    ['en', 'A newer version of the app is needed. Reload'],
    ['id', 'Perlu versi aplikasi yang lebih baru. Muat ulang'],
  ] as const)('says so in %s', (locale, words) => {
    prefs.value = { ...DEFAULTS, locale };
    expect(said(renderToString(h(UpdateToast, null)))).toBe(words);
  });

  test('does not say that it is offline, nor offer to try again', () => {
    prefs.value = { ...DEFAULTS, locale: 'en' };
    expect([renderToString(h(OfflineLine, null)), freshWords()]).toEqual(['', 'As of 09:00']);
  });

  test('says nothing more once a newer one runs', () => {
    appTooOld.value = false;
    expect(renderToString(h(UpdateToast, null))).toBe('');
  });
});
