import { unwrap, wrap } from 'idb';
import { COLLECTIONS, type Collection, type Stored, type SyncDocument } from '../shared/collections';
import type { Session } from '../shared/document';
import {
  type Asked,
  answered,
  type Known,
  merge,
  NOWHERE,
  replaced,
  type Standing,
  type Step,
  touched,
  type Writes,
} from './apply';
import { announceChange } from './changes';
import { withDatabase } from './db';
import { type Database, STANDING, type StoreName, type Write } from './schema';
import { newsAfter } from './slot-news';
import type { Maps } from './snapshot';

/** Records that are written in one go: some twenty milliseconds on a slow phone. */
const HANDFUL = 24;
const EVENT_STORES: StoreName[] = [...COLLECTIONS, 'tombstones', 'meta', 'news'];

function writeEvent(db: Database): Write {
  return db.transaction(EVENT_STORES, 'readwrite', { durability: 'relaxed' });
}

/** Returns where the phone's store stands. */
export function readStanding(): Promise<Standing> {
  return withDatabase(async db => (await db.get('meta', STANDING)) ?? NOWHERE);
}

export interface Contents {
  standing: Standing;
  maps: Partial<Maps>;
}

/** Returns the named collections and where they stand, all of one moment. */
export function readCollections(names: readonly Collection[]): Promise<Contents> {
  return withDatabase(async db => {
    const reading = db.transaction([...names, 'meta'] as StoreName[], 'readonly');
    const standing = reading.objectStore('meta').get(STANDING);
    const lists = names.map(name => reading.objectStore(name).getAll());
    const maps = (await Promise.all(lists)).map((records, at) => [
      names[at],
      new Map(records.map(record => [record.id, record])),
    ]);
    return {
      standing: ((await standing) as Standing | undefined) ?? NOWHERE,
      maps: Object.fromEntries(maps),
    };
  });
}

/** Notes what is new about sessions that are about to be written over `before`; one without news loses its note. */
async function noteNews(
  writing: Write,
  before: ReadonlyMap<string, Session>,
  sessions: readonly Session[],
  now: number,
): Promise<void> {
  const news = writing.objectStore('news');
  const known = new Map((await news.getAll()).map(each => [each.session, each]));
  const waits: Promise<unknown>[] = [];
  for (const session of sessions) {
    const old = known.get(session.id);
    const found = newsAfter(before.get(session.id), session, old, now);
    if (found !== null && found !== old) waits.push(news.put(found));
    else if (found === null && old !== undefined) waits.push(news.delete(session.id));
  }
  await Promise.all(waits);
}

async function sessionsBefore(writing: Write, ids: readonly string[] | null): Promise<Map<string, Session>> {
  const store = writing.objectStore('sessions');
  const found = ids === null ? await store.getAll() : await Promise.all(ids.map(id => store.get(id)));
  const known = found.filter(each => each !== undefined) as Session[];
  return new Map(known.map(session => [session.id, session]));
}

/** Forgets the news of sessions that no longer exist. */
async function forgetNews(writing: Write, isGone: (session: string) => boolean): Promise<void> {
  const news = writing.objectStore('news');
  const gone = (await news.getAllKeys()).filter(isGone);
  await Promise.all(gone.map(session => news.delete(session)));
}

function contentsOf(document: SyncDocument, standing: Standing): Contents {
  const maps = COLLECTIONS.map(name => [
    name,
    new Map((document[name] ?? []).map((record: Stored) => [record.id, record])),
  ]);
  return { standing, maps: Object.fromEntries(maps) };
}

/** Writes a document in place of all collections and ends the transaction. */
async function putAll(writing: Write, document: SyncDocument, standing: Standing): Promise<void> {
  let failed: DOMException | null = null;
  unwrap(writing).addEventListener('error', event => {
    failed ??= (event.target as IDBRequest).error;
  });
  const waits: Promise<unknown>[] = [writing.done];
  try {
    waits.push(
      writing.objectStore('tombstones').clear(),
      writing.objectStore('meta').put(standing, STANDING),
    );
    let put = 0;
    for (const name of COLLECTIONS) {
      const store = writing.objectStore(name);
      // Bare requests: what fails in one ends the transaction, and a promise for each would cost as much again.
      const bare = unwrap(store);
      waits.push(store.clear());
      // A server older than this app may lack a collection.
      for (const record of document[name] ?? []) {
        const request = bare.put(record);
        put += 1;
        // Between two handfuls the page may draw; a request under way keeps the transaction open.
        if (put % HANDFUL === 0) await wrap(request).catch(() => undefined);
      }
    }
    await Promise.all(waits);
  } catch (fault) {
    await Promise.allSettled(waits);
    // What comes after the request that failed would say only that the transaction has ended, not that the phone is full.
    throw failed ?? writing.error ?? fault;
  }
}

/** Replaces the whole store by a document in one transaction; the visitor's own entries stay. */
export async function replaceStore(document: SyncDocument, asked: Asked): Promise<Standing> {
  const standing = await withDatabase(async db => {
    const writing = writeEvent(db);
    const before = (await writing.objectStore('meta').get(STANDING)) ?? NOWHERE;
    const after = answered(replaced(before, document), asked);
    const sessions = new Map((document.sessions ?? []).map(session => [session.id, session]));
    await noteNews(writing, await sessionsBefore(writing, null), [...sessions.values()], asked.answeredAt);
    await forgetNews(writing, session => !sessions.has(session));
    await putAll(writing, document, after);
    return after;
  });
  announceChange({ collections: [...COLLECTIONS], own: false, contents: contentsOf(document, standing) });
  return standing;
}

async function knownIn(writing: Write, ids: [Collection, string][]): Promise<Known> {
  const revisions = new Map<string, number>();
  await Promise.all(
    ids.map(async ([collection, id]) => {
      const [record, tombstone] = await Promise.all([
        writing.objectStore(collection).get(id),
        writing.objectStore('tombstones').get([collection, id]),
      ]);
      revisions.set(`${collection} ${id}`, Math.max(record?.revision ?? 0, tombstone?.revision ?? 0));
    }),
  );
  return (collection, id) => revisions.get(`${collection} ${id}`) ?? 0;
}

async function write(writing: Write, { standing, puts, drops }: Writes, before: Standing): Promise<void> {
  const tombstones = writing.objectStore('tombstones');
  const waits: Promise<unknown>[] = [writing.objectStore('meta').put(standing, STANDING)];
  for (const { collection, record } of puts) {
    waits.push(
      writing.objectStore(collection).put(record as Stored),
      tombstones.delete([collection, record.id]),
    );
  }
  for (const { collection, id, revision } of drops) {
    waits.push(writing.objectStore(collection).delete(id), tombstones.put({ collection, id, revision }));
  }
  await Promise.all(waits);
  if (standing.revision === before.revision) return;
  // What lies at or below the store's revision is judged by that revision alone.
  for (const { collection, id, revision } of await tombstones.getAll()) {
    if (revision <= standing.revision) await tombstones.delete([collection, id]);
  }
}

function isSession({ collection }: { collection: Collection }): boolean {
  return collection === 'sessions';
}

function sessionsOf({ puts }: Writes): Session[] {
  return puts.filter(isSession).map(({ record }) => record as Session);
}

/** Applies a delta (with `asked`) or a push's patch (without) in one transaction; returns where it then stands. */
export async function applyStep(step: Step, asked?: Asked): Promise<Standing> {
  const { standing, changed } = await withDatabase(async db => {
    const writing = writeEvent(db);
    const before = (await writing.objectStore('meta').get(STANDING)) ?? NOWHERE;
    const known = await knownIn(writing, step.changes ? touched(step.changes) : []);
    const writes = merge(before, known, step);
    const after = asked ? answered(writes.standing, asked) : writes.standing;
    const sessions = sessionsOf(writes);
    const older = await sessionsBefore(
      writing,
      sessions.map(session => session.id),
    );
    await noteNews(writing, older, sessions, asked?.answeredAt ?? Date.now());
    const dropped = new Set(writes.drops.filter(isSession).map(({ id }) => id));
    if (dropped.size > 0) await forgetNews(writing, session => dropped.has(session));
    await write(writing, { ...writes, standing: after }, before);
    await writing.done;
    const collections = new Set([...writes.puts, ...writes.drops].map(each => each.collection));
    return { standing: after, changed: [...collections] };
  }, 'trifles');
  announceChange({ collections: changed, own: false });
  return standing;
}

/** Notes that the server has nothing newer. */
export async function noteUnchanged(asked: Asked): Promise<Standing> {
  const standing = await withDatabase(async db => {
    const writing = db.transaction('meta', 'readwrite');
    const after = answered((await writing.store.get(STANDING)) ?? NOWHERE, asked);
    await writing.store.put(after, STANDING);
    await writing.done;
    return after;
  }, 'trifles');
  announceChange({ collections: [], own: false });
  return standing;
}
