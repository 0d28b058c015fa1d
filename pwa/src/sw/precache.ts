import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';

/** Keeps every file of this build on the phone and answers with them; an older build's go when this one takes over. */
export function precacheBuild(manifest: (string | PrecacheEntry)[]): void {
  precacheAndRoute(manifest, { cleanURLs: false });
  cleanupOutdatedCaches();
}
