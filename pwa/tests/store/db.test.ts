import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { COLLECTIONS } from '../../src/shared/collections';
import { NOWHERE } from '../../src/store/apply';
import { closeDatabase, withDatabase } from '../../src/store/db';
import { isIntroduced } from '../../src/store/device';
import { keepAction, keepReceipt, sendReceipts, waitingActions } from '../../src/store/outbox';
import { readStanding } from '../../src/store/records';
import { DATABASE } from '../../src/store/schema';
import { DEFAULTS, readPrefs, writePrefs } from '../../src/store/stored-prefs';
import { keepStar } from '../../src/store/stored-stars';
import { tag } from '../factories';
import { contents, newPhone } from '../fakes/phone';

beforeEach(newPhone);

const action = { id: 'x', at: '2018-11-07T09:00:00+07:00', kind: 'star', body: null };

describe('a database', () => {
  test('that lacks a store heals at the first use of it', async () => {
    const broken = await openDB(DATABASE, 1, {
      upgrade: db => void db.createObjectStore('outbox', { keyPath: 'id' }),
    });
    await broken.put('outbox', action);
    broken.close();
    expect((await readStanding()).epoch).toBeNull();
    expect(await waitingActions()).toEqual([action]);
  });

  test('of the version before gains what it lacks, and has the whole document brought anew', async () => {
    const before = await openDB(DATABASE, 2, {
      upgrade(db) {
        for (const name of COLLECTIONS.filter(each => each !== 'walks')) {
          db.createObjectStore(name, { keyPath: 'id' });
        }
        db.createObjectStore('tombstones', { keyPath: ['collection', 'id'] });
        for (const name of ['outbox', 'inbox']) db.createObjectStore(name, { keyPath: 'id' });
        db.createObjectStore('stars', { keyPath: 'session' });
        for (const name of ['meta', 'prefs', 'device']) db.createObjectStore(name);
      },
    });
    await before.put('outbox', action);
    await before.put('meta', { ...NOWHERE, epoch: 'e', revision: 7 }, 'standing');
    before.close();
    expect((await readStanding()).epoch).toBeNull();
    expect(await waitingActions()).toEqual([action]);
    expect(await withDatabase(db => db.getAll('walks'))).toEqual([]);
  });

  test('does not heal for a fault of the work itself', async () => {
    await keepAction(action);
    await expect(withDatabase(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
    expect(await waitingActions()).toEqual([action]);
  });

  test('can be read again after it was closed', async () => {
    await writePrefs({ ...DEFAULTS, theme: 'dark' });
    await closeDatabase();
    expect((await readPrefs()).theme).toBe('dark');
  });
});

describe('receipts', () => {
  const sent: unknown[] = [];
  const answering = (status: number) => async (_address: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return new Response(null, { status });
  };

  beforeEach(() => {
    sent.length = 0;
  });

  test('wait until the server took them, each once', async () => {
    await keepReceipt('t', 'shown', 0);
    await keepReceipt('t', 'shown', 0);
    await keepReceipt('t', 'opened', 1000);
    await sendReceipts(answering(503));
    await sendReceipts(async () => Promise.reject(new TypeError('offline')));
    await sendReceipts(answering(204));
    await sendReceipts(answering(204));
    const both = [
      { token: 't', event: 'shown', at: '1970-01-01T00:00:00.000Z' },
      { token: 't', event: 'opened', at: '1970-01-01T00:00:01.000Z' },
    ];
    expect(sent).toEqual([both, both]);
    expect(await waitingActions()).toEqual([]);
  });

  test('that the server cannot read do not wait for ever', async () => {
    await keepReceipt('t', 'shown', 0);
    await sendReceipts(answering(422));
    expect(await waitingActions()).toEqual([]);
  });
});

describe('an upgrade', () => {
  test('from the version before stars loses nothing of the event or the visitor', async () => {
    const before = await openDB(DATABASE, 1, {
      upgrade(db) {
        for (const name of COLLECTIONS) db.createObjectStore(name, { keyPath: 'id' });
        db.createObjectStore('tombstones', { keyPath: ['collection', 'id'] });
        db.createObjectStore('outbox', { keyPath: 'id' });
        for (const name of ['meta', 'prefs', 'device']) db.createObjectStore(name);
      },
    });
    await before.put('tags', tag('a', 3));
    await before.put('meta', { ...NOWHERE, epoch: 'e1', revision: 3 }, 'standing');
    await before.put('outbox', action);
    await before.put('device', { device_id: 'd', token: 't' }, 'identity');
    before.close();
    await keepStar({ session: 'opening', starred: true, at: action.at });
    expect(await contents()).toEqual({ epoch: 'e1', revision: 3, tags: [tag('a', 3)] });
    expect((await waitingActions()).map(({ kind }) => kind)).toEqual(['star', 'star']);
    expect(await isIntroduced()).toBe(true);
  });
});
