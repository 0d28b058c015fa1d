import { locked } from '../store/lock';
import { readCollections } from '../store/records';
import { PHOTOS } from '../store/shed';
import type { Scope } from './scope';

/** The most that are fetched before anybody wants to see them: a few megabytes. Others are kept once seen. */
const MOST_AHEAD = 200;
const LOCK = 'companion-photos';

/** Returns the photo at an address, kept or fetched and then kept. */
export async function photoAt(scope: Scope, src: string): Promise<Response> {
  const cache = await scope.caches.open(PHOTOS);
  const kept = await cache.match(src);
  if (kept) return kept;
  const answer = await scope.fetch(src);
  // A full phone shows it all the same.
  if (answer.ok) await cache.put(src, answer.clone()).catch(() => undefined);
  return answer;
}

/** Returns the addresses of the photos that speakers in the phone's store have. */
async function wanted(): Promise<string[]> {
  const { maps } = await readCollections(['speakers']);
  const found = [...(maps.speakers?.values() ?? [])].flatMap(({ photo }) => (photo ? [photo.src] : []));
  return [...new Set(found)];
}

/** Drops the photos that no speaker has any more; fetches those that are new one by one, not for who saves data. */
async function keepPhotos(scope: Scope): Promise<void> {
  const all = await wanted();
  const cache = await scope.caches.open(PHOTOS);
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  for (const src of kept) if (!all.includes(src)) await cache.delete(src);
  const { connection } = scope.navigator as { connection?: { saveData: boolean } };
  if (connection?.saveData) return;
  for (const src of all.slice(0, MOST_AHEAD)) {
    // Out of reach, or no room: the next sync asks again.
    if (!kept.includes(src)) await cache.add(src);
  }
}

/** Brings the photos kept on the phone up to its store, once a page says that it has synced. */
export async function followPhotos(scope: Scope, message: unknown): Promise<void> {
  const { kind } = (message ?? {}) as { kind?: unknown };
  if (kind === 'synced') await locked(LOCK, () => keepPhotos(scope)).catch(() => undefined);
}
