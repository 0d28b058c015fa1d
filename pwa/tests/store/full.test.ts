import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isStale } from '../../src/store/apply';
import { type Change, onChange } from '../../src/store/changes';
import { closeDatabase, withDatabase } from '../../src/store/db';
import { readOwn } from '../../src/store/device';
import { keepReceipt, waitingActions } from '../../src/store/outbox';
import { readStanding } from '../../src/store/records';
import { PHOTOS } from '../../src/store/shed';
import { keepStar, readStars } from '../../src/store/stored-stars';
import { TroubledDatabases } from '../fakes/browser-databases';
import { FakeCaches } from '../fakes/caches';
import { contents, syncWith } from '../fakes/phone';
import { FakeServer } from '../fakes/server';

const star = { session: 'opening', starred: true, at: '2018-11-07T02:00:00.000Z' };

let databases: TroubledDatabases;
let server: FakeServer;

beforeEach(async () => {
  await closeDatabase();
  databases = new TroubledDatabases();
  globalThis.indexedDB = databases as unknown as globalThis.IDBFactory;
  server = new FakeServer();
  server.publish({ written: { a: 'one' }, deleted: [] });
  await syncWith(server);
  await keepReceipt('r', 'shown', 0);
  await withDatabase(db => db.put('device', { questions: [], asOf: 0 }, 'questions:opening'));
});

const trifles = async () => [(await waitingActions()).length, await readOwn('questions:opening')];

/** Returns what was announced while `work` ran. */
async function announced(work: () => Promise<unknown>): Promise<Change[]> {
  const heard: Change[] = [];
  const stop = onChange(change => heard.push(change));
  await work();
  stop();
  return heard;
}

describe('a full phone', () => {
  test('first gives up what nobody misses', async () => {
    databases.full.set('stars', 1);
    await keepStar(star);
    expect([await readStars(), await trifles()]).toEqual([[star], [1, null]]);
    expect((await contents()).tags).toEqual(server.tags());
    expect(isStale(await readStanding())).toBe(false);
  });

  test('then gives up photos, which are no part of the event', async () => {
    const caches = new FakeCaches(async src => new Response(src));
    await (await caches.open(PHOTOS)).add('/photos/a.webp');
    vi.stubGlobal('caches', caches);
    databases.full.set('stars', 2);
    await keepStar(star);
    vi.unstubAllGlobals();
    expect([await readStars(), caches.held(PHOTOS)]).toEqual([[star], []]);
    expect((await contents()).tags).toEqual(server.tags());
  });

  test('then gives up the event, tells so, and has it brought again', async () => {
    databases.full.set('stars', 2);
    const heard = await announced(() => keepStar(star));
    expect(await readStars()).toEqual([star]);
    expect(await contents()).toEqual({ epoch: null, revision: 0, tags: [] });
    expect(isStale(await readStanding())).toBe(true);
    expect(heard).toEqual([
      { collections: [], own: false },
      { collections: [], own: true },
    ]);
    expect(await syncWith(server)).toEqual({ kind: 'applied' });
    expect((await contents()).tags).toEqual(server.tags());
    expect(isStale(await readStanding())).toBe(false);
  });

  test('does not give up the event for a receipt, nor for a change of the event', async () => {
    databases.full.set('outbox', 9).set('tags', 9);
    await expect(keepReceipt('r', 'opened', 1)).rejects.toThrow('no space');
    server.publish({ written: { b: 'two' }, deleted: [] });
    expect((await syncWith(server)).kind).toBe('failed');
    expect((await contents()).tags).toEqual([{ ...server.tags()[0], revision: 1 }]);
  });

  test('whose new programme finds no room even so knows that it lacks one, and gives nothing up twice', async () => {
    databases.full.set('tags', 9);
    server.restart('e2', { c: 'three' });
    const heard = await announced(async () => {
      expect((await syncWith(server)).kind).toBe('failed');
      expect((await syncWith(server)).kind).toBe('failed');
    });
    expect(heard).toEqual([{ collections: [], own: false }]);
    expect([await contents(), isStale(await readStanding())]).toEqual([
      { epoch: null, revision: 0, tags: [] },
      true,
    ]);
    databases.full.clear();
    await syncWith(server);
    expect((await contents()).tags).toEqual(server.tags());
  });

  test('that has nothing to give up says so', async () => {
    databases.full.set('stars', 9);
    await expect(keepStar(star)).rejects.toThrow('no space');
    await expect(keepStar(star)).rejects.toThrow('no space');
  });
});
