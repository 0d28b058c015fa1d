/** The browsers whose way back from a blocked permission is told step by step; `other` gets it in general words. */
export const BROWSERS = [
  'android-app',
  'chrome-android',
  'chrome',
  'edge',
  'firefox-android',
  'firefox',
  'safari',
  'ios',
  'other',
] as const;

export type Browser = (typeof BROWSERS)[number];

/** Returns which browser this is, from its user agent and from how the app is shown. */
export function browserOf(userAgent: string, isAppleTouch: boolean, isInstalled: boolean): Browser {
  if (isAppleTouch) return 'ios';
  const isAndroid = /android/i.test(userAgent);
  // An installed app has no address bar: the way leads through the phone's own settings.
  if (isAndroid && isInstalled) return 'android-app';
  if (/edga?\//i.test(userAgent)) return 'edge';
  if (/firefox\//i.test(userAgent)) return isAndroid ? 'firefox-android' : 'firefox';
  if (/samsungbrowser|opr\/|yabrowser|ucbrowser/i.test(userAgent)) return 'other';
  if (/chrom(e|ium)\//i.test(userAgent)) return isAndroid ? 'chrome-android' : 'chrome';
  return /safari\//i.test(userAgent) ? 'safari' : 'other';
}
