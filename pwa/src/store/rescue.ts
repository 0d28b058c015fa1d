import { deleteDB, type IDBPDatabase, openDB } from 'idb';

/** Outlives a page that is killed between the deletion of the phone's database and its making anew. */
const RESCUE = 'companion-rescue';
const ENTRIES = 'entries';

/** An entry of a database that is about to be made anew. */
export interface Rescued {
  store: string;
  key: IDBValidKey;
  value: unknown;
}

/** Returns all entries of those of `stores` that a database has; throws where one of them cannot be read. */
export async function entriesOf(db: IDBPDatabase, stores: readonly string[]): Promise<Rescued[]> {
  const existing = stores.filter(store => db.objectStoreNames.contains(store));
  const lists = await Promise.all(
    existing.map(async store => {
      const reading = db.transaction(store, 'readonly');
      const [keys, values] = await Promise.all([
        reading.store.getAllKeys(),
        reading.store.getAll(),
        reading.done,
      ]);
      return keys.map((key, at) => ({ store, key, value: values[at] }));
    }),
  );
  return lists.flat();
}

/** Keeps entries until they are dropped, in place of any kept before. */
export async function keepRescued(entries: readonly Rescued[]): Promise<void> {
  const db = await openDB(RESCUE, 1, {
    upgrade: made => void made.createObjectStore(ENTRIES, { autoIncrement: true }),
  });
  try {
    const writing = db.transaction(ENTRIES, 'readwrite', { durability: 'strict' });
    await Promise.all([
      writing.store.clear(),
      ...entries.map(entry => writing.store.put(entry)),
      writing.done,
    ]);
  } finally {
    db.close();
  }
}

/** Returns the entries that are kept. */
export async function readRescued(): Promise<Rescued[]> {
  let isNone = false;
  const db = await openDB(RESCUE, 1, {
    upgrade(_made, _before, _now, upgrade) {
      isNone = true;
      upgrade.done.catch(() => undefined);
      // To look must leave nothing behind.
      upgrade.abort();
    },
  }).catch((fault: unknown) => {
    if (!isNone) throw fault;
    return null;
  });
  try {
    return (await db?.getAll(ENTRIES)) ?? [];
  } finally {
    db?.close();
  }
}

/** Forgets the entries that are kept; that there are none is no error. */
export function dropRescued(): Promise<void> {
  return deleteDB(RESCUE);
}
