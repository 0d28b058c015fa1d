import { beforeEach, describe, expect, test } from 'vitest';
import { NOWHERE } from '../../src/store/apply';
import { confirmedSubscription } from '../../src/store/subscription';
import { applyAnswer } from '../../src/store/sync';
import { renewSubscription } from '../../src/sw/push';
import { FakeDevices } from '../fakes/devices';
import { newPhone } from '../fakes/phone';
import { FakeServer } from '../fakes/server';
import { FakeScope } from '../fakes/worker';

let browser: FakeScope;
let devices: FakeDevices;

beforeEach(async () => {
  await newPhone();
  browser = new FakeScope();
  devices = new FakeDevices();
  globalThis.fetch = (address, init) => devices.fetch(String(address), init ?? {});
});

async function load(): Promise<void> {
  const asked = { from: NOWHERE, address: '/api/v1/sync', etag: null, askedAt: 1, answeredAt: 2 };
  await applyAnswer(new FakeServer().document(), asked);
}

const ended = (newSubscription: PushSubscription | null) => ({ newSubscription }) as unknown as Event;
const expected = { endpoint: 'https://push.example/BKey', vapid_public_key: 'BKey' };

describe('a subscription that the browser ended', () => {
  test('is replaced at the server by the one that the browser made in its place', async () => {
    browser.subscribed = 'BKey';
    const made = await browser.scope.registration.pushManager.getSubscription();
    await renewSubscription(browser.scope, ended(made));
    expect(devices.subscription).toEqual(expected);
    expect(await confirmedSubscription()).toEqual({ endpoint: expected.endpoint, key: 'BKey' });
  });

  test('is made anew with the server’s key where the browser made none', async () => {
    await load();
    await renewSubscription(browser.scope, ended(null));
    expect(browser.subscribed).toBe('BKey');
    expect(devices.subscription).toEqual(expected);
  });

  test('is left to the next open where the server’s key is not known', async () => {
    await renewSubscription(browser.scope, ended(null));
    expect([browser.subscribed, devices.subscription, devices.introduced]).toEqual([null, null, 0]);
  });
});
