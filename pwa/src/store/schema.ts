import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { COLLECTIONS, type Collection, type Stored } from '../shared/collections';
import type { Asked, Contact, Message, Rating, SlotNews, Star, Vote } from '../shared/personal';
import type { Standing } from './apply';

export const DATABASE = 'companion';
/** 2 added stars and inbox, 3 the walks, what the visitor said, and news of slots, 4 contacts; opening an older one adds what it lacks. */
export const VERSION = 4;

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

export type StoreName = Collection | 'tombstones' | 'meta' | (typeof OWN)[number];
export type Database = IDBPDatabase<Schema>;
export type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;
export type Write = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

/** What is the visitor's own: kept when the rest is thrown away, and all that is forgotten when they ask for it. */
export const OWN = [
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

/** The key in `meta` of where the store stands. */
export const STANDING = 'standing';
/** Before the session, the key in `device` of the questions of others that this phone remembers. */
export const QUESTIONS = 'questions:';

/** Gives a database the stores that it lacks. */
export function create(db: Database, upgrade: Upgrade): void {
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
