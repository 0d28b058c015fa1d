// @vitest-environment happy-dom
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { stopChanges } from '../../src/store/changes';
import { startPace, waitAfter } from '../../src/store/pace';
import { freshness } from '../../src/store/signals';
import { keepStar } from '../../src/store/stored-stars';
import { FakeDevices } from '../fakes/devices';
import { contents, newPhone } from '../fakes/phone';
import { FakeServer } from '../fakes/server';

const MINUTE = 60_000;

test('an open app asks every few minutes, no two phones in step', () => {
  expect([waitAfter(0, 0), waitAfter(0, 0.5), waitAfter(0, 1)]).toEqual([120_000, 240_000, 360_000]);
});

test('failures double the wait up to five minutes', () => {
  expect([1, 2, 3, 7, 40].map(failures => waitAfter(failures, 0.5))).toEqual([
    5_000, 10_000, 20_000, 300_000, 300_000,
  ]);
});

describe('an app that was started', () => {
  const server = new FakeServer();
  const devices = new FakeDevices();
  const woken: string[] = [];
  let visibility: DocumentVisibilityState = 'visible';
  let said = 0;

  /** Returns once the condition holds; no time passes for the app meanwhile. */
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise(resolve => setImmediate(resolve));
  }

  function publish(): void {
    said += 1;
    server.publish({ written: { a: `said ${said}` }, deleted: [] });
  }

  const isUpToDate = async () =>
    freshness.value.state === 'fresh' && (await contents()).revision === server.revision;

  function show(state: DocumentVisibilityState): void {
    visibility = state;
    document.dispatchEvent(new Event('visibilitychange'));
  }

  async function star(session: string): Promise<void> {
    await keepStar({ session, starred: true, at: new Date().toISOString() });
  }

  const starred = () => devices.stars().map(({ session }) => session);

  beforeAll(async () => {
    // What IndexedDB's double runs by is left alone.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('fetch', (address: string, init: RequestInit) =>
      address.startsWith('/api/v1/sync') ? server.answer(address, init) : devices.fetch(address, init),
    );
    const sync = { register: async (tag: string) => void woken.push(tag) };
    Object.defineProperty(navigator, 'serviceWorker', {
      value: { getRegistration: async () => ({ sync }), ready: Promise.resolve({ active: null }) },
    });
    Object.defineProperty(document, 'visibilityState', { get: () => visibility });
    await newPhone();
    publish();
    startPace();
    await until(isUpToDate);
  });

  beforeEach(() => {
    woken.length = 0;
    server.requests.length = 0;
  });

  afterEach(async () => {
    server.isDown = devices.isDown = false;
    show('visible');
    await until(isUpToDate);
  });

  // An open channel would keep the test's process alive.
  afterAll(stopChanges);

  test('has synced at once', async () => {
    expect((await contents()).tags.map(({ name }) => name.en)).toEqual(['said 1']);
  });

  test('syncs when it comes to the front', async () => {
    publish();
    show('visible');
    await until(isUpToDate);
    expect(server.requests.length).toBe(1);
  });

  test('syncs when it is back online', async () => {
    publish();
    dispatchEvent(new Event('online'));
    await until(isUpToDate);
    expect(server.requests.length).toBe(1);
  });

  test('syncs every few minutes, and not at all while it is hidden', async () => {
    publish();
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    await until(isUpToDate);
    expect(server.requests.length).toBeGreaterThan(0);

    show('hidden');
    server.requests.length = 0;
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(server.requests).toEqual([]);
  });

  test('tries again within seconds where the server could not be reached', async () => {
    server.isDown = true;
    publish();
    dispatchEvent(new Event('online'));
    await until(() => freshness.value.state === 'offline');
    server.isDown = false;
    await vi.advanceTimersByTimeAsync(8_000);
    await until(isUpToDate);
    expect(server.requests.length).toBe(2);
  });

  test('sends a star at once, and has nobody wake it', async () => {
    await star('opening');
    await until(() => starred().includes('opening'));
    expect(woken).toEqual([]);
  });

  test('sends what could not be delivered when it is back online, once', async () => {
    devices.isDown = server.isDown = true;
    await star('panel');
    await until(() => woken.length > 0);
    expect(starred()).not.toContain('panel');

    devices.isDown = server.isDown = false;
    const before = devices.batches.length;
    dispatchEvent(new Event('online'));
    await until(() => starred().includes('panel'));
    expect([woken[0], devices.batches.length - before]).toEqual(['companion', 1]);
  });

  test('sends what could not be delivered a few seconds later by itself', async () => {
    devices.isDown = true;
    await star('closing');
    await until(() => woken.length > 0);
    devices.isDown = false;
    // What ran before it may have failed too, which makes the wait longer; the usual pace would take minutes.
    for (let seconds = 0; seconds < 40 && !starred().includes('closing'); seconds += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      await new Promise(resolve => setImmediate(resolve));
    }
    await until(() => starred().includes('closing'));
  });
});
