import { expect, test } from 'vitest';
import { phoneName } from '../../src/pages/link/phone-name';
import { browserOf } from '../../src/push/browser';

const PIXEL =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1';
const IPAD =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15';

test.each([
  [PIXEL, false, false, 'Chrome, Android'],
  [PIXEL, false, true, 'IPS Forum, Android'],
  [IPHONE, true, true, 'IPS Forum, iPhone'],
  [IPAD, true, true, 'IPS Forum, iPad'],
  [IPAD, false, false, 'Safari, Mac'],
  ['Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0', false, false, 'Firefox, Windows'],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 1.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36',
    false,
    false,
    'Chrome, ChromeOS',
  ],
  ['Unheard of', false, false, 'Browser'],
])('%s is named as people would', (agent, isAppleTouch, isInstalled, name) => {
  expect(phoneName(browserOf(agent, isAppleTouch, isInstalled), agent)).toBe(name);
});
