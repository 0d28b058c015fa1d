// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';

/** A version of the app in its worker. */
class FakeWorker extends EventTarget {
  readonly told: unknown[] = [];
  postMessage(message: unknown): void {
    this.told.push(message);
  }
}

/** A browser's registration of our worker, whose server may have a newer one. */
class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  updates = 0;
  newer: FakeWorker | null = null;

  async update(): Promise<void> {
    this.updates += 1;
    if (!this.newer) return;
    this.find(this.newer);
    this.newer = null;
  }

  find(worker: FakeWorker): void {
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
  }

  install(): void {
    const worker = this.installing;
    this.waiting = worker;
    this.installing = null;
    worker?.dispatchEvent(new Event('statechange'));
  }
}

const TAKE_OVER = { kind: 'take-over' };
let registration: FakeRegistration;
let reloads: number;
let container: EventTarget & { controller: FakeWorker | null };
/** What the server says when it is asked whether it is there; null where nothing answers. */
let served: Response | null;

beforeEach(() => {
  registration = new FakeRegistration();
  reloads = 0;
  served = new Response();
  container = Object.assign(new EventTarget(), {
    controller: new FakeWorker(),
    register: async () => registration,
    getRegistration: async () => registration,
  });
  vi.stubGlobal('navigator', { serviceWorker: container, onLine: true });
  vi.stubGlobal('fetch', async () => served ?? Promise.reject(new TypeError('no network')));
  sessionStorage.clear();
  vi.stubGlobal('location', {
    pathname: '/agenda',
    reload: () => {
      reloads += 1;
    },
  });
  vi.resetModules();
  return () => vi.unstubAllGlobals();
});

/** Returns the app's part that speaks with the worker, as a page that starts has it. */
async function started() {
  const [update, signals] = [await import('../src/update'), await import('../src/store/signals')];
  await update.startUpdates();
  return { ...update, ...signals };
}

test('a version that was found before the page listened is told of', async () => {
  registration.installing = new FakeWorker();
  const { updateReady } = await started();
  expect(updateReady.value).toBe(false);
  registration.install();
  expect(updateReady.value).toBe(true);
});

test('a version that is found later is told of, and takes over when the visitor says so', async () => {
  const worker = new FakeWorker();
  const { updateReady, applyUpdate } = await started();
  registration.find(worker);
  registration.install();
  expect([updateReady.value, worker.told]).toEqual([true, []]);
  await applyUpdate();
  expect([worker.told, reloads]).toEqual([[TAKE_OVER], 0]);
});

test('an app that is too old looks for a newer version by itself', async () => {
  const { appTooOld } = await started();
  expect(registration.updates).toBe(0);
  appTooOld.value = true;
  expect(registration.updates).toBe(1);
});

test('a version that the visitor asked for takes over as soon as it is there', async () => {
  const worker = new FakeWorker();
  registration.newer = worker;
  const { applyUpdate } = await started();
  await applyUpdate();
  expect([worker.told, reloads]).toEqual([[], 0]);
  registration.install();
  expect([worker.told, reloads]).toEqual([[TAKE_OVER], 0]);
});

test('where no newer version is found the page is loaded anew', async () => {
  const { applyUpdate } = await started();
  await applyUpdate();
  expect(reloads).toBe(1);
});

test('a page that is missing is fetched anew with the app, once', async () => {
  container.controller = null;
  const { reloadForMissingPart } = await started();
  await reloadForMissingPart();
  await reloadForMissingPart();
  expect(reloads).toBe(1);
});

test('without server and worker nothing is loaded anew, for nothing would come', async () => {
  container.controller = null;
  served = null;
  const { reload, reloadForMissingPart } = await started();
  await reloadForMissingPart();
  expect([await reload(), reloads]).toEqual([false, 0]);
  served = new Response(null, { status: 502 });
  expect([await reload(), reloads]).toEqual([false, 0]);
  served = new Response();
  await reloadForMissingPart();
  expect(reloads).toBe(1);
});

test('with a worker the app is loaded anew without asking the server', async () => {
  served = null;
  const { reload } = await started();
  expect([await reload(), reloads]).toEqual([true, 1]);
});

test('a page that is missing because it is being left is not fetched anew', async () => {
  const { noteLeaving, reloadForMissingPart } = await started();
  noteLeaving();
  dispatchEvent(new Event('beforeunload'));
  await reloadForMissingPart();
  expect(reloads).toBe(0);
});
