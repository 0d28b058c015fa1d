// @vitest-environment happy-dom
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { isStale } from '../../src/store/apply';
import { stopChanges } from '../../src/store/changes';
import { startLive } from '../../src/store/live';
import { startMirror } from '../../src/store/mirror';
import { places } from '../../src/store/places';
import { readStanding } from '../../src/store/records';
import { store } from '../../src/store/signals';
import { newPhone, syncWith } from '../fakes/phone';
import { FakeServer } from '../fakes/server';
import { FakeStreams } from '../fakes/stream';

const server = new FakeServer();
const streams = new FakeStreams();
let visibility: DocumentVisibilityState = 'visible';
let connection: { saveData: boolean } | undefined;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setImmediate(resolve));
}

function show(state: DocumentVisibilityState): void {
  visibility = state;
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  Object.defineProperty(document, 'visibilityState', { get: () => visibility });
  Object.defineProperty(navigator, 'connection', { get: () => connection });
  await newPhone();
  server.publish({ written: { a: 'said' }, deleted: [] });
  await startMirror();
  await syncWith(server);
  await until(() => store.value.revision === server.revision);
  startLive(streams.connect);
});

beforeEach(() => {
  connection = undefined;
  show('hidden');
  show('visible');
  streams.last.say('open');
});

afterEach(() => vi.clearAllTimers());
// An open channel would keep the test's process alive.
afterAll(stopChanges);

test('one stream is held while the page is in front, and none behind', () => {
  expect([streams.held, streams.last.address]).toEqual([1, '/api/v1/live']);
  show('hidden');
  expect(streams.held).toBe(0);
  show('visible');
  expect(streams.held).toBe(1);
});

test('none is held by a page that was put away, until it is back', () => {
  dispatchEvent(new Event('pagehide'));
  expect(streams.held).toBe(0);
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(streams.held).toBe(1);
});

test('one is opened at once when the network is back', () => {
  streams.last.say('error');
  expect(streams.held).toBe(0);
  dispatchEvent(new Event('online'));
  expect(streams.held).toBe(1);
});

test('none is opened for who saves data', () => {
  connection = { saveData: true };
  show('visible');
  expect(streams.held).toBe(0);
});

test('one that breaks is opened anew, later at each failure', async () => {
  streams.last.say('error');
  expect(streams.held).toBe(0);
  await vi.advanceTimersByTimeAsync(7_500);
  expect(streams.held).toBe(1);
  streams.last.say('error');
  await vi.advanceTimersByTimeAsync(4_900);
  expect(streams.held).toBe(0);
  await vi.advanceTimersByTimeAsync(10_200);
  expect(streams.held).toBe(1);

  streams.last.say('open');
  streams.last.say('error');
  await vi.advanceTimersByTimeAsync(7_500);
  expect(streams.held).toBe(1);
});

test('places are heard from it', async () => {
  const sessions = [{ session: 'talk', state: 'full', at: '2018-11-07T08:50:00+07:00' }];
  streams.last.say('places', { whole: true, sessions });
  await until(() => places.value.get('talk')?.state === 'full');
});

test('what cannot be read changes nothing', async () => {
  streams.last.say('places', 'no JSON');
  streams.last.say('revision', 'null');
  const sessions = [{ session: 'panel', state: 'free', at: '2018-11-07T08:50:00+07:00' }];
  streams.last.say('places', { whole: true, sessions });
  await until(() => places.value.get('panel')?.state === 'free');
});

test('a newer revision makes a delta due, the phone’s own does not', async () => {
  const { epoch } = store.value;
  streams.last.say('revision', { epoch, revision: server.revision });
  streams.last.say('places', { whole: true, sessions: [] });
  await until(() => places.value.size === 0);
  expect(isStale(await readStanding())).toBe(false);

  streams.last.say('revision', { epoch, revision: server.revision + 1 });
  await until(async () => isStale(await readStanding()));
});

test('another epoch makes a sync due', async () => {
  await syncWith(server);
  streams.last.say('revision', { epoch: 'another', revision: 1 });
  await until(async () => (await readStanding()).hints > 0 && isStale(await readStanding()));
});
