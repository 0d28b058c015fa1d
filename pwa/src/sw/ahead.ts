import type { PrecacheEntry } from 'workbox-precaching';
import type { Scope } from './scope';

/**
 * Fetches all files that bear their hash in their name at once, so that `precacheBuild` finds them in the browser's
 * own cache: it takes one after the other, and each would cost a bad network a way there and back.
 */
export async function fetchAhead(scope: Scope, manifest: (string | PrecacheEntry)[]): Promise<void> {
  const hashed = manifest.flatMap(each => (typeof each === 'string' || each.revision ? [] : [each.url]));
  const fetchOne = async (url: string) => {
    if (await scope.caches.match(url)) return;
    const response = await scope.fetch(url);
    // A body that nobody reads is not kept.
    await response.arrayBuffer();
  };
  // What fails is asked for again, and then the installation fails with it.
  await Promise.allSettled(hashed.map(fetchOne));
}
