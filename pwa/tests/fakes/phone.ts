import { closeDatabase } from '../../src/store/db';
import { readCollections } from '../../src/store/records';
import { DATABASE } from '../../src/store/schema';
import { sync, type World } from '../../src/store/sync';
import type { FakeServer } from './server';

/** Makes the phone a new one. */
export async function newPhone(): Promise<void> {
  await closeDatabase();
  await new Promise((resolve, reject) => {
    const deletion = indexedDB.deleteDatabase(DATABASE);
    deletion.onsuccess = resolve;
    deletion.onerror = reject;
  });
}

/** A clock that moves by a millisecond at every look. */
export function clockFrom(start: number): () => number {
  let at = start;
  return () => {
    at += 1;
    return at;
  };
}

const clock = clockFrom(1_000_000);

export function worldOf(server: FakeServer, shown: World['shown'] = async () => undefined): World {
  return { fetch: (address, init) => server.answer(address, init), clock, shown };
}

export function syncWith(server: FakeServer, shown?: World['shown']) {
  return sync(worldOf(server, shown));
}

/** Returns the phone's tags by id, and where it stands. */
export async function contents() {
  const { standing, maps } = await readCollections(['tags']);
  const tags = [...(maps.tags?.values() ?? [])].sort((a, b) => a.id.localeCompare(b.id));
  return { epoch: standing.epoch, revision: standing.revision, tags };
}
