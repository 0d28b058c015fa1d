import { beforeEach, describe, expect, test } from 'vitest';
import { withDatabase } from '../../src/store/db';
import { callAsDevice } from '../../src/store/device';
import { exchange } from '../../src/store/exchange';
import { waitingActions } from '../../src/store/outbox';
import { readPrefs } from '../../src/store/stored-prefs';
import { answerTap, targetOf } from '../../src/sw/click';
import { topic } from '../factories';
import { FakeDevices } from '../fakes/devices';
import { newPhone } from '../fakes/phone';
import { FakeScope } from '../fakes/worker';

let browser: FakeScope;

beforeEach(async () => {
  await newPhone();
  browser = new FakeScope();
  globalThis.fetch = async () => new Response(null, { status: 204 });
});

const data = {
  navigate: 'https://forum.example/announcements/x',
  actions: { map: 'https://forum.example/map' },
  receipt: 'r',
};

function tap(action = '') {
  let isClosed = false;
  const notification = { data, close: () => (isClosed = true) };
  const event = { notification, action } as unknown as NotificationEvent;
  return answerTap(browser.scope, event, 20).then(() => isClosed);
}

const window = (url: string, more = {}) => ({
  url,
  focused: false,
  visibilityState: 'hidden' as const,
  answers: true,
  ...more,
});

describe('a tap', () => {
  test('opens a window where none is open, and closes the notification', async () => {
    expect(await tap()).toBe(true);
    expect(browser.opened).toEqual(['/announcements/x']);
  });

  test('uses the window in view and opens no second', async () => {
    browser.windows = [window('one'), window('two', { visibilityState: 'visible' })];
    await tap();
    expect(browser.routed).toEqual([['two', '/announcements/x']]);
    expect(browser.opened).toEqual([]);
    expect(browser.navigated).toEqual([]);
  });

  test('leads a window that does not answer there by the browser', async () => {
    browser.windows = [window('one', { answers: false })];
    await tap();
    expect(browser.navigated).toEqual([['one', '/announcements/x']]);
    expect(browser.opened).toEqual([]);
  });

  test('on an action goes where the action leads', async () => {
    await tap('map');
    expect(browser.opened).toEqual(['/map']);
  });
});

describe('a tap on a button that needs no window', () => {
  let server: FakeDevices;

  beforeEach(async () => {
    server = new FakeDevices();
    globalThis.fetch = (address, init) => server.fetch(String(address), init ?? {});
    await callAsDevice(server.fetch, 'GET', '/device');
    await withDatabase(async db => {
      for (const each of [topic('programme', true), topic('venue', true)]) await db.put('topics', each);
    });
  });

  test('leaves a topic at once and tells the server', async () => {
    expect(await tap('mute:venue')).toBe(true);
    expect((await readPrefs()).topics).toEqual(['programme']);
    expect(server.kept.at(-1)?.body).toMatchObject({ topics: ['programme'] });
    expect([browser.opened, browser.routed, browser.notifications]).toEqual([[], [], []]);
  });

  test('asks for a reminder in ten minutes', async () => {
    await tap('remind:opening');
    expect(server.batches).toMatchObject([[{ kind: 'remind', session: 'opening', minutes: 10 }]]);
    expect(browser.opened).toEqual([]);
  });

  test('is kept without a network and has the worker woken when it is back', async () => {
    server.isDown = true;
    await tap('remind:opening');
    await tap('mute:venue');
    expect(await waitingActions()).toMatchObject([
      { kind: 'remind', body: { session: 'opening', minutes: 10 } },
    ]);
    expect(browser.wakeUps).toEqual(['companion', 'companion']);
    server.isDown = false;
    await exchange(server.fetch);
    expect(server.batches.length).toBe(1);
    expect(server.kept.at(-1)?.body).toMatchObject({ topics: ['programme'] });
  });
});

test('a notification never leads out of the app', () => {
  expect(targetOf('https://forum.example', { navigate: 'https://evil.example/map' }, '')).toBe('/');
  expect(targetOf('https://forum.example', null, '')).toBe('/');
});
