import { beforeEach, describe, expect, test } from 'vitest';
import { openTarget, targetOf } from '../../src/sw/click';
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
  return openTarget(browser.scope, event, 20).then(() => isClosed);
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

test('a notification never leads out of the app', () => {
  expect(targetOf('https://forum.example', { navigate: 'https://evil.example/map' }, '')).toBe('/');
  expect(targetOf('https://forum.example', null, '')).toBe('/');
});
