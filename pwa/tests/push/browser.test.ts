import { expect, test } from 'vitest';
import { browserOf } from '../../src/push/browser';

const ANDROID = 'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)';
const CHROME = 'Chrome/131.0.0.0 Mobile Safari/537.36';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.each([
  [`${ANDROID} ${CHROME}`, 'chrome-android'],
  [`${ANDROID} ${CHROME} EdgA/131.0`, 'edge'],
  [`${ANDROID} SamsungBrowser/27.0 ${CHROME}`, 'other'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0', 'firefox-android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'firefox'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36', 'chrome'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0', 'edge'],
  [`${MAC} Version/18.1 Safari/605.1.15`, 'safari'],
  ['Something else', 'other'],
] as const)('%s is %s', (userAgent, browser) => {
  expect(browserOf(userAgent, false, false)).toBe(browser);
});

test('an installed app on Android and every iPhone have their own ways', () => {
  expect(browserOf(`${ANDROID} ${CHROME}`, false, true)).toBe('android-app');
  expect(browserOf(`${MAC} Version/18.1 Safari/605.1.15`, true, true)).toBe('ios');
});
