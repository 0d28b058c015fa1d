import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { COLLECTIONS } from '../../src/shared/collections';
import { closeDatabase, withDatabase } from '../../src/store/db';
import { forgetPhone } from '../../src/store/forget';
import { waitingActions } from '../../src/store/outbox';
import { readStanding } from '../../src/store/records';
import { keepRescued, readRescued } from '../../src/store/rescue';
import { DATABASE } from '../../src/store/schema';
import { DEFAULTS, readPrefs, writePrefs } from '../../src/store/stored-prefs';
import { keepStar, readStars } from '../../src/store/stored-stars';
import { TroubledDatabases } from '../fakes/browser-databases';
import { FakeLocks } from '../fakes/locks';
import { contents, syncWith } from '../fakes/phone';
import { FakeServer } from '../fakes/server';

const star = { session: 'opening', starred: true, at: '2018-11-07T02:00:00.000Z' };

let databases: TroubledDatabases;

beforeEach(async () => {
  await closeDatabase();
  databases = new TroubledDatabases();
  globalThis.indexedDB = databases as unknown as globalThis.IDBFactory;
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const lost = (name = 'UnknownError') => new DOMException('It was lost.', name);
const names = async () => (await databases.databases()).map(({ name }) => name);

/** Makes the kept database one that lacks a store, which no other connection cures. */
async function breakDatabase(): Promise<void> {
  await closeDatabase();
  const kept = await openDB(DATABASE);
  const { version } = kept;
  const own = { stars: await kept.getAll('stars'), outbox: await kept.getAll('outbox') };
  kept.close();
  await new Promise(resolve => {
    indexedDB.deleteDatabase(DATABASE).onsuccess = resolve;
  });
  const broken = await openDB(DATABASE, version, {
    upgrade(db) {
      for (const name of COLLECTIONS) db.createObjectStore(name, { keyPath: 'id' });
      db.createObjectStore('stars', { keyPath: 'session' });
      db.createObjectStore('outbox', { keyPath: 'id' });
      db.createObjectStore('prefs');
    },
  });
  for (const each of own.stars) await broken.put('stars', each);
  for (const each of own.outbox) await broken.put('outbox', each);
  await broken.put('prefs', { ...DEFAULTS, locale: 'en' }, 'prefs');
  broken.close();
  databases.deleted.length = 0;
}

/** A page of the same site with a connection of its own. */
async function otherPage(): Promise<typeof import('../../src/store/records')> {
  vi.resetModules();
  return import('../../src/store/records');
}

describe('a broken database', () => {
  test('is made anew with all that is the visitor’s, and the event comes again', async () => {
    await keepStar(star);
    const waiting = await waitingActions();
    await breakDatabase();
    const server = new FakeServer();
    server.publish({ written: { a: 'one' }, deleted: [] });
    expect(await syncWith(server)).toEqual({ kind: 'applied' });
    expect((await contents()).tags).toEqual(server.tags());
    expect([await readStars(), await waitingActions(), (await readPrefs()).locale]).toEqual([
      [star],
      waiting,
      'en',
    ]);
    expect(await names()).toEqual([DATABASE]);
  });

  test('is not deleted where a second connection reads it', async () => {
    await keepStar(star);
    await closeDatabase();
    databases.failingOpenings = 1;
    expect([await readStars(), databases.deleted]).toEqual([[star], []]);
  });

  test.each(['UnknownError', 'InvalidStateError', 'NotFoundError'])(
    'is not deleted for a %s that passes',
    async name => {
      await keepStar(star);
      const faults = [lost(name)];
      const read = await withDatabase(async db => {
        const fault = faults.pop();
        if (fault) throw fault;
        return db.getAll('stars');
      });
      expect([read, databases.deleted]).toEqual([[star], []]);
    },
  );

  test('is not deleted for a connection that is closed time and again', async () => {
    await keepStar(star);
    await expect(withDatabase(() => Promise.reject(lost('InvalidStateError')))).rejects.toThrow('lost');
    expect([await readStars(), databases.deleted]).toEqual([[star], []]);
  });

  test('is not deleted while a store of the visitor’s cannot be read', async () => {
    await keepStar(star);
    databases.unreadable.add('stars');
    await expect(readStars()).rejects.toThrow('lost');
    databases.unreadable.clear();
    expect([await readStars(), databases.deleted]).toEqual([[star], []]);
  });

  test('that no page has opened and none can open is made anew', async () => {
    await keepStar(star);
    await closeDatabase();
    const other = await otherPage();
    databases.failingOpenings = 3;
    expect([(await other.readStanding()).epoch, databases.deleted]).toEqual([null, [DATABASE]]);
  });

  test('that this page had open is not deleted when it cannot be opened for a while', async () => {
    await keepStar(star);
    await closeDatabase();
    databases.failingOpenings = 3;
    await expect(readStars()).rejects.toThrow('lost');
    expect([await readStars(), databases.deleted]).toEqual([[star], []]);
  });

  test('of a newer version of the app is left to that version', async () => {
    await keepStar(star);
    await closeDatabase();
    const newer = await openDB(DATABASE, 7, { upgrade: db => void db.createObjectStore('badges') });
    newer.close();
    await expect(readStars()).rejects.toThrow('lower version');
    const again = await openDB(DATABASE);
    expect([[...again.objectStoreNames].includes('badges'), await again.getAll('stars')]).toEqual([
      true,
      [star],
    ]);
    again.close();
  });

  test('is made anew by one of two pages, and the other finds it whole', async () => {
    const locks = new FakeLocks();
    vi.stubGlobal('navigator', { locks });
    await keepStar(star);
    await breakDatabase();
    const other = await otherPage();
    await Promise.all([readStanding(), other.readStanding()]);
    expect([await readStars(), databases.deleted]).toEqual([[star], [DATABASE, 'companion-rescue']]);
    expect(new Set(locks.asked)).toEqual(new Set(['companion-healing']));
  });
});

describe('what was rescued', () => {
  test('outlives a page that is killed before it is written back', async () => {
    await keepStar(star);
    await breakDatabase();
    databases.failingAfterDeletion = 1;
    await expect(readStanding()).rejects.toThrow('lost');
    expect(await names()).toEqual(['companion-rescue']);
    await closeDatabase();
    expect(await readStars()).toEqual([star]);
    expect(await names()).toEqual([DATABASE]);
  });

  test('does not come back into a database that was not deleted after all', async () => {
    await keepRescued([{ store: 'stars', key: 'lunch', value: { ...star, session: 'lunch' } }]);
    const before = await openDB(DATABASE, 3, {
      upgrade: db => void db.createObjectStore('stars', { keyPath: 'session' }),
    });
    await before.put('stars', star);
    before.close();
    expect(await readStars()).toEqual([star]);
  });

  test('is forgotten with the phone', async () => {
    await writePrefs(DEFAULTS);
    await keepRescued([{ store: 'stars', key: 'opening', value: star }]);
    await forgetPhone();
    expect(await readRescued()).toEqual([]);
  });
});
