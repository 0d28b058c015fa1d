import { beforeEach, expect, test } from 'vitest';
import { callAsDevice, KEPT, writeOwn } from '../../src/store/device';
import { keepStar } from '../../src/store/stored-stars';
import { confirmedSubscription } from '../../src/store/subscription';
import { syncInBackground } from '../../src/sw/sync';
import { FakeDevices } from '../fakes/devices';
import { newPhone } from '../fakes/phone';
import { FakeServer } from '../fakes/server';
import { FakeScope } from '../fakes/worker';

let browser: FakeScope;
let devices: FakeDevices;
let server: FakeServer;

beforeEach(async () => {
  await newPhone();
  browser = new FakeScope();
  devices = new FakeDevices();
  server = new FakeServer();
  globalThis.fetch = (address, init) => {
    const asked = String(address);
    return asked.startsWith('/api/v1/sync')
      ? server.answer(asked, init ?? {})
      : devices.fetch(asked, init ?? {});
  };
});

test('a wake-up sends what waited, and asks for another while the server is out of reach', async () => {
  await keepStar({ session: 'opening', starred: true, at: '2018-11-07T01:00:00Z' });
  devices.isDown = true;
  server.isDown = true;
  await syncInBackground(browser.scope);
  expect(browser.wakeUps).toEqual(['companion']);
  devices.isDown = false;
  server.isDown = false;
  await syncInBackground(browser.scope);
  expect(browser.wakeUps).toEqual(['companion']);
  expect(devices.stars().map(({ session }) => session)).toEqual(['opening']);
});

test('a sync that brings another key has the phone subscribe with it', async () => {
  await callAsDevice(devices.fetch, 'GET', '/device');
  browser.subscribed = 'AKey';
  await writeOwn(KEPT.subscription, { endpoint: 'https://push.example/AKey', key: 'AKey' });
  await syncInBackground(browser.scope);
  expect(await confirmedSubscription()).toEqual({ endpoint: 'https://push.example/BKey', key: 'BKey' });
  await syncInBackground(browser.scope);
  const told = devices.kept.filter(({ path }) => path === '/device/subscription');
  expect(told).toMatchObject([{ body: { endpoint: 'https://push.example/BKey', vapid_public_key: 'BKey' } }]);
});
