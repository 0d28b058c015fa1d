import { COLLECTIONS } from '../shared/collections';
import { NOWHERE } from './apply';
import { announceChange } from './changes';
import { type Database, QUESTIONS, STANDING, type StoreName } from './schema';

/** The cache of speakers' photos. */
export const PHOTOS = 'photos';

/** Gives up what nobody misses: receipts, and what is asked for again at its next use. Returns whether there was any. */
export async function shedTrifles(db: Database): Promise<boolean> {
  const writing = db.transaction(['outbox', 'device', 'tombstones'], 'readwrite');
  const [outbox, device, tombstones] = [
    writing.objectStore('outbox'),
    writing.objectStore('device'),
    writing.objectStore('tombstones'),
  ];
  const receipts = (await outbox.getAll()).filter(action => action.kind === 'receipt');
  const questions = IDBKeyRange.bound(QUESTIONS, `${QUESTIONS}\uffff`);
  const others = (await device.count(questions)) + (await tombstones.count());
  await Promise.all([
    ...receipts.map(action => outbox.delete(action.id)),
    device.delete(questions),
    // They speak of what is above the store's revision, and so of a delta that is due anyway.
    tombstones.clear(),
    writing.done,
  ]);
  return receipts.length + others > 0;
}

/** Gives up the speakers' photos, which are fetched again when there is room; returns whether there were any. */
export async function shedPhotos(): Promise<boolean> {
  return (await globalThis.caches?.delete(PHOTOS)) ?? false;
}

/** Gives up the event's data, which the next sync brings again; returns whether there were any. */
export async function shedEvent(db: Database): Promise<boolean> {
  const stores: StoreName[] = [...COLLECTIONS, 'tombstones', 'meta'];
  const writing = db.transaction(stores, 'readwrite');
  const meta = writing.objectStore('meta');
  const { epoch, hints, answered, vapidPublicKey } = (await meta.get(STANDING)) ?? NOWHERE;
  if (epoch === null) {
    await writing.done;
    return false;
  }
  await Promise.all([
    ...COLLECTIONS.map(name => writing.objectStore(name).clear()),
    writing.objectStore('tombstones').clear(),
    meta.put({ ...NOWHERE, hints, answered, vapidPublicKey, isShed: true }, STANDING),
    writing.done,
  ]);
  // Pages go on showing what they have read.
  announceChange({ collections: [], own: false });
  return true;
}
