import { deleteDB, type IDBPDatabase, openDB, unwrap } from 'idb';
import { locked } from './lock';
import { dropRescued, entriesOf, keepRescued, type Rescued, readRescued } from './rescue';
import {
  create,
  DATABASE,
  type Database,
  OWN,
  type Schema,
  type StoreName,
  type Upgrade,
  VERSION,
} from './schema';
import { shedEvent, shedPhotos, shedTrifles } from './shed';
import { abortAll, follow, followAll } from './under-way';

/** Held by whoever makes the database anew. */
const HEALING_LOCK = 'companion-healing';
/** The fault of a connection that was closed under running work: another connection cures it. */
const CLOSED = 'InvalidStateError';
/**
 * Faults that a fresh database cures where another connection does not. A full disk or an aborted transaction is
 * not among them, nor a database that a newer version of the app has made.
 */
const CURABLE = ['UnknownError', 'NotFoundError', 'DataError', 'DataCloneError'];

let opened: Promise<Database> | null = null;
/** Whether this page has ever had the database open: what it cannot open now is then not lost, but out of reach. */
let wasOpened = false;
/** Settles when this page is in use: nothing is begun in one that has been put away. */
let inUse: Promise<unknown> = Promise.resolve();
let timesPutAway = 0;

/** Writes rescued entries into a database that is just coming into being. */
function putBack(upgrade: Upgrade, rescued: readonly Rescued[]): void {
  for (const { store, key, value } of rescued) {
    try {
      const target = upgrade.objectStore(store as StoreName);
      // Records that hold their own key take no other.
      const done =
        target.keyPath === null ? target.put(value as never, key as string) : target.put(value as never);
      done.catch(() => undefined);
    } catch {
      // It was kept under another key than this app's: one that cannot be read must not cost the others.
    }
  }
}

/** Opens the database; `begin` fills one that is not there yet. */
async function connect(begin: (db: Database, upgrade: Upgrade) => void): Promise<Database> {
  const made = await openDB<Schema>(DATABASE, VERSION, {
    upgrade(db, before, _now, upgrade) {
      follow(unwrap(upgrade));
      if (before === 0) begin(db, upgrade);
      else create(db, upgrade);
    },
    // Another tab wants to heal or upgrade: holding on would block it for ever.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });
  followAll(unwrap(made));
  return made;
}

/** Opens the database; one that is not there yet comes into being with what was rescued of the one before. */
async function open(): Promise<Database> {
  let isNew = false;
  const found = await connect((_db, upgrade) => {
    isNew = true;
    // What was rescued can only be read outside, and must be in the database before anybody sees it.
    upgrade.abort();
  }).catch((fault: unknown) => {
    if (!isNew) throw fault;
    return null;
  });
  if (found) return found;
  const rescued = await readRescued();
  const made = await connect((db, upgrade) => {
    create(db, upgrade);
    putBack(upgrade, rescued);
  });
  if (rescued.length > 0) await dropRescued().catch(() => undefined);
  return made;
}

function connection(): Promise<Database> {
  if (opened === null) {
    const opening = inUse.then(open);
    opened = opening;
    opening.then(
      () => {
        wasOpened = true;
      },
      // What could not be opened is opened anew at the next use.
      () => release(opening),
    );
  }
  return opened;
}

/** Closes a connection, unless another has taken its place. */
async function release(used: Promise<Database>): Promise<void> {
  if (opened === used) opened = null;
  await used.then(
    db => db.close(),
    () => undefined,
  );
}

function hasName(fault: unknown, ...names: string[]): boolean {
  return fault instanceof Error && names.includes(fault.name);
}

function isFull(fault: unknown): boolean {
  return hasName(fault, 'QuotaExceededError');
}

async function attempt<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const used = connection();
  const before = timesPutAway;
  try {
    return await work(await used);
  } catch (fault) {
    if (!isFull(fault)) await release(used);
    if (timesPutAway !== before) return attempt(work);
    throw fault;
  }
}

/**
 * Has a page that the browser puts away for the way back (HTML, "back/forward cache") leave the database to the page
 * that follows: there a transaction neither goes on nor ends, and WebKit lets nobody past it. What was under way is
 * undone and done again when the page is back in use. `page` is the window.
 */
export function giveWayWhenPutAway(page: EventTarget): void {
  page.addEventListener('pagehide', event => {
    if (!(event as Event & { persisted: boolean }).persisted) return;
    timesPutAway += 1;
    inUse = new Promise(resolve => page.addEventListener('pageshow', resolve, { once: true }));
    abortAll();
    void closeDatabase();
  });
}

/**
 * Returns the visitor's own entries, whatever version the database has; throws where it has some that cannot be read.
 * One that could never be opened has nothing that anybody could read.
 */
async function salvage(): Promise<Rescued[]> {
  let db: IDBPDatabase;
  try {
    db = await openDB(DATABASE);
  } catch (fault) {
    if (wasOpened || !hasName(fault, ...CURABLE)) throw fault;
    return [];
  }
  try {
    return await entriesOf(db, OWN);
  } finally {
    db.close();
  }
}

/**
 * Returns what `work` makes of the database on a new connection, and where that does not help of a new database, into
 * which the visitor's own entries are put back. To be called by one page at a time.
 */
async function heal<T>(work: (db: Database) => Promise<T>): Promise<T> {
  try {
    // Another page may have healed it meanwhile.
    return await attempt(work);
  } catch (fault) {
    if (!hasName(fault, ...CURABLE)) throw fault;
  }
  const kept = await salvage();
  // Nothing read must not take the place of what a page that was killed has rescued.
  if (kept.length > 0) await keepRescued(kept);
  await deleteDB(DATABASE);
  return attempt(work);
}

/** What a write may push out of a full store: only what nobody misses, or the event's data as well. */
export type Room = 'trifles' | 'event';

async function makeRoom<T>(work: (db: Database) => Promise<T>, room: Room, full: unknown): Promise<T> {
  let fault = full;
  for (const shed of room === 'event' ? [shedTrifles, shedPhotos, shedEvent] : [shedTrifles]) {
    try {
      if (await attempt(shed)) return await attempt(work);
    } catch (again) {
      if (!isFull(again)) throw again;
      fault = again;
    }
  }
  throw fault;
}

/**
 * Returns what `work` makes of the database. One that is broken is opened anew and, where that does not help, deleted
 * and made anew with the visitor's own entries; where these cannot be read the fault is the caller's. A full one gives
 * up by steps what comes again. `work` is then tried once more.
 */
export async function withDatabase<T>(work: (db: Database) => Promise<T>, room: Room = 'event'): Promise<T> {
  try {
    return await attempt(work);
  } catch (fault) {
    if (isFull(fault)) return makeRoom(work, room, fault);
    if (!hasName(fault, CLOSED, ...CURABLE)) throw fault;
    return locked(HEALING_LOCK, () => heal(work));
  }
}

/** Closes the connection, so that another can delete the database. */
export async function closeDatabase(): Promise<void> {
  if (opened !== null) await release(opened);
}
