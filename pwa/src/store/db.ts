import {
  type DBSchema,
  deleteDB,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import { COLLECTIONS, type Collection, type Stored } from '../shared/collections';
import type { Asked, Contact, Message, Rating, SlotNews, Star, Vote } from '../shared/personal';
import type { Standing } from './apply';

export const DATABASE = 'companion';
/** 2 added stars and inbox, 3 the walks, what the visitor said, and news of slots, 4 contacts; opening an older one adds what it lacks. */
const VERSION = 4;

/** A deletion kept beyond its record, so that an older change cannot revive it. */
export interface Tombstone {
  collection: Collection;
  id: string;
  revision: number;
}

/** An action of the visitor that the server has not yet confirmed. */
export interface Action {
  id: string;
  at: string;
  kind: string;
  body: unknown;
}

type CollectionStores = { [C in Collection]: { key: string; value: Stored } };

export interface Schema extends DBSchema, CollectionStores {
  tombstones: { key: [Collection, string]; value: Tombstone };
  meta: { key: string; value: Standing };
  outbox: { key: string; value: Action };
  prefs: { key: string; value: unknown };
  device: { key: string; value: unknown };
  stars: { key: string; value: Star };
  inbox: { key: string; value: Message };
  asked: { key: string; value: Asked };
  votes: { key: string; value: Vote };
  ratings: { key: string; value: Rating };
  news: { key: string; value: SlotNews };
  contacts: { key: string; value: Contact };
}

export type StoreName = Collection | 'tombstones' | 'meta' | Own['store'];
export type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;
export type Write = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

/** What the visitor would lose: kept when the rest is thrown away. */
const OWN = [
  'outbox',
  'prefs',
  'device',
  'stars',
  'inbox',
  'asked',
  'votes',
  'ratings',
  'news',
  'contacts',
] as const;
/** The visitor's own entries that hold their key. */
const OWN_KEYS = {
  outbox: 'id',
  inbox: 'id',
  stars: 'session',
  asked: 'id',
  votes: 'question',
  ratings: 'session',
  news: 'session',
  contacts: 'id',
} as const;
type Own = { store: (typeof OWN)[number]; key: IDBValidKey; value: unknown };

/** Faults that a fresh database cures; a full disk or an aborted transaction is not among them. */
const CURABLE = [
  'UnknownError',
  'InvalidStateError',
  'NotFoundError',
  'DataError',
  'VersionError',
  'DataCloneError',
];

let opened: Promise<Database> | null = null;

function create(db: Database, _before: number, _now: number | null, upgrade: Upgrade): void {
  const existing = new Set<string>(db.objectStoreNames);
  // A delta would never bring the records of a collection that is new here: the whole document must.
  if (existing.has('meta') && COLLECTIONS.some(name => !existing.has(name)))
    void upgrade.objectStore('meta').clear();
  for (const name of COLLECTIONS) if (!existing.has(name)) db.createObjectStore(name, { keyPath: 'id' });
  if (!existing.has('tombstones')) db.createObjectStore('tombstones', { keyPath: ['collection', 'id'] });
  for (const [name, keyPath] of Object.entries(OWN_KEYS)) {
    if (!existing.has(name)) db.createObjectStore(name as keyof typeof OWN_KEYS, { keyPath });
  }
  for (const name of ['meta', 'prefs', 'device'] as const) {
    if (!existing.has(name)) db.createObjectStore(name);
  }
}

function open(): Promise<Database> {
  return openDB<Schema>(DATABASE, VERSION, {
    upgrade: create,
    // Another tab wants to heal or upgrade: holding on would block it for ever.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });
}

/** Returns what can still be read of the visitor's own entries, whatever version the database has. */
async function salvage(): Promise<Own[]> {
  const kept: Own[] = [];
  let db: IDBPDatabase;
  try {
    db = await openDB(DATABASE);
  } catch {
    return kept;
  }
  for (const store of OWN) {
    try {
      const [keys, values] = await Promise.all([db.getAllKeys(store), db.getAll(store)]);
      keys.forEach((key, at) => {
        kept.push({ store, key, value: values[at] });
      });
    } catch {
      // This store cannot be read; the others may.
    }
  }
  db.close();
  return kept;
}

async function heal(): Promise<Database> {
  const broken = opened;
  opened = null;
  await broken?.then(
    db => db.close(),
    () => undefined,
  );
  const kept = await salvage();
  await deleteDB(DATABASE);
  const db = await open();
  const writing = db.transaction([...OWN], 'readwrite');
  for (const { store, key, value } of kept) {
    const target = writing.objectStore(store);
    // Records that hold their own key take no other.
    await (target.keyPath === null ? target.put(value as never, key as string) : target.put(value as never));
  }
  await writing.done;
  return db;
}

/** Throws the event's data away, which a sync brings again, so that what only this phone knows finds space. */
async function shed(db: Database): Promise<void> {
  const stores: StoreName[] = [...COLLECTIONS, 'tombstones', 'meta'];
  const writing = db.transaction(stores, 'readwrite');
  await Promise.all([
    ...COLLECTIONS.map(name => writing.objectStore(name).clear()),
    writing.objectStore('tombstones').clear(),
    writing.objectStore('meta').clear(),
    writing.done,
  ]);
}

function isFull(fault: unknown): boolean {
  return fault instanceof Error && fault.name === 'QuotaExceededError';
}

function isCurable(fault: unknown): boolean {
  return fault instanceof Error && CURABLE.includes(fault.name);
}

/**
 * Returns what `work` makes of the database. A corrupt one is deleted and made anew, with the visitor's own
 * entries as far as they can be read, and `work` tried once more; a full one first sheds the event's data. These
 * then come by a snapshot.
 */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  try {
    opened ??= open();
    return await work(await opened);
  } catch (fault) {
    if (isFull(fault) && opened) {
      await shed(await opened);
      return await work(await opened);
    }
    if (!isCurable(fault)) {
      opened = null;
      throw fault;
    }
    opened = heal();
    return await work(await opened);
  }
}

/** Closes the connection, so that another can delete the database. */
export async function closeDatabase(): Promise<void> {
  const current = opened;
  opened = null;
  await current?.then(
    db => db.close(),
    () => undefined,
  );
}
