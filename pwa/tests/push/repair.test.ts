import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pushState } from '../../src/push/state';
import { repairPush, startRepairs } from '../../src/push/subscribe';
import { NOWHERE } from '../../src/store/apply';
import { stopChanges } from '../../src/store/changes';
import { confirmedSubscription, subscribe, withdrawSubscription } from '../../src/store/subscription';
import { applyAnswer } from '../../src/store/sync';
import { FakeDevices } from '../fakes/devices';
import { FakePage } from '../fakes/page';
import { newPhone } from '../fakes/phone';
import { FakeServer } from '../fakes/server';
import { FakeScope } from '../fakes/worker';

const FIRST = 'https://push.example/BKey';
const SECOND = `${FIRST}-1`;

let browser: FakeScope;
let page: FakePage;
let devices: FakeDevices;

/** Brings the phone a document of the server, and with it the key. */
async function load(): Promise<void> {
  const asked = { from: NOWHERE, address: '/api/v1/sync', etag: null, askedAt: 1, answeredAt: 2 };
  await applyAnswer(new FakeServer().document(), asked);
}

beforeEach(async () => {
  await newPhone();
  browser = new FakeScope();
  page = new FakePage(browser);
  devices = new FakeDevices();
  vi.stubGlobal('fetch', devices.fetch);
  await load();
  await subscribe(devices.fetch, browser.pushManager as unknown as PushManager, 'BKey');
  devices.kept = [];
});

afterEach(() => {
  stopChanges();
  vi.unstubAllGlobals();
});

const calls = () => devices.kept.map(({ method, path }) => `${method} ${path}`);
const asks = 'GET /device/subscription';
const tells = 'PUT /device/subscription';
const all = async () => [
  (await browser.pushManager.getSubscription())?.endpoint,
  devices.subscription?.endpoint,
  (await confirmedSubscription())?.endpoint,
];

describe('an open', () => {
  test('asks what the server has, and leaves a subscription that both have', async () => {
    await startRepairs();
    expect(calls()).toEqual([asks]);
    expect(await all()).toEqual([FIRST, FIRST, FIRST]);
    expect(pushState.value).toBe('on');
  });

  test('subscribes anew where the server has nothing: the endpoint ended, or a database was lost', async () => {
    devices.subscription = null;
    await startRepairs();
    expect(calls()).toEqual([asks, tells]);
    expect(await all()).toEqual([SECOND, SECOND, SECOND]);
  });

  test('subscribes anew at a server that no longer knows the phone', async () => {
    devices.forgetAll();
    await startRepairs();
    expect(await all()).toEqual([SECOND, SECOND, SECOND]);
  });

  test('tells the server of a subscription other than the one it has', async () => {
    devices.subscription = { endpoint: 'https://push.example/old', vapid_public_key: 'BKey' };
    await startRepairs();
    expect(calls()).toEqual([asks, tells]);
    expect(await all()).toEqual([FIRST, FIRST, FIRST]);
  });

  test('subscribes again where the browser lost its subscription', async () => {
    browser.subscribed = null;
    await startRepairs();
    expect(await all()).toEqual([FIRST, FIRST, FIRST]);
    expect(calls()).toContain(tells);
  });

  test.each([
    ['is out of reach', { isDown: true }],
    ['cannot say', { refusal: 503 }],
    ['is older than the question', { refusal: 405 }],
  ])('changes nothing where the server %s', async (_, state) => {
    devices.subscription = null;
    Object.assign(devices, state);
    await startRepairs();
    expect(await all()).toEqual([FIRST, undefined, FIRST]);
  });

  test('of a phone that never subscribed, or turned it off, asks nothing', async () => {
    await withdrawSubscription(devices.fetch);
    devices.kept = [];
    await startRepairs();
    expect(calls()).toEqual([]);
  });

  test('withdraws without asking where the permission is gone', async () => {
    page.permission = 'denied';
    await startRepairs();
    expect(calls()).toEqual(['DELETE /device/subscription']);
    expect(await confirmedSubscription()).toBeNull();
  });
});

test('a subscription turned off while the server is asked stays off', async () => {
  devices.subscription = null;
  const turnedOff = async (address: string, init: RequestInit) => {
    const answer = await devices.fetch(address, init);
    if (init.method === 'GET') {
      browser.subscribed = null;
      await withdrawSubscription(devices.fetch);
    }
    return answer;
  };
  vi.stubGlobal('fetch', turnedOff);
  await repairPush(true);
  expect(await all()).toEqual([undefined, undefined, undefined]);
});

/** Resolves once the server has been told of a subscription. */
function told(): Promise<void> {
  return new Promise(resolve => {
    vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
      const answer = await devices.fetch(address, init);
      if (init.method === 'PUT') resolve();
      return answer;
    });
  });
}

test.each<[string, () => unknown]>([
  ['the app comes to the front', () => page.comeBack()],
  ['a sync brings the server’s key', load],
])('when %s, what the browser lost is mended without asking the server again', async (_, happen) => {
  await startRepairs();
  const mended = told();
  browser.subscribed = null;
  happen();
  await mended;
  expect(calls()).toEqual([asks, tells]);
});
