import type { Browser } from '../../push/browser';

const BROWSER_NAMES: Record<Browser, string> = {
  'android-app': 'IPS Forum',
  'chrome-android': 'Chrome',
  chrome: 'Chrome',
  edge: 'Edge',
  'firefox-android': 'Firefox',
  firefox: 'Firefox',
  safari: 'Safari',
  ios: 'IPS Forum',
  other: 'Browser',
};

/** Names by what stands in user agents, the more telling first: Android says Linux too. */
const SYSTEMS: [RegExp, string][] = [
  [/iphone/i, 'iPhone'],
  [/ipad|macintosh.*mobile/i, 'iPad'],
  [/android/i, 'Android'],
  [/windows/i, 'Windows'],
  [/cros/i, 'ChromeOS'],
  [/mac os|macintosh/i, 'Mac'],
  [/linux/i, 'Linux'],
];

/** Returns a name by which a person knows this phone again, such as "Chrome, Android". */
export function phoneName(browser: Browser, userAgent: string): string {
  const system = SYSTEMS.find(([sign]) => sign.test(userAgent))?.[1];
  // An iPad in a browser calls itself a Mac.
  const known = browser === 'ios' && system === 'Mac' ? 'iPad' : system;
  return known ? `${BROWSER_NAMES[browser]}, ${known}` : BROWSER_NAMES[browser];
}
