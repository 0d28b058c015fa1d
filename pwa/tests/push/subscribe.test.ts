import { describe, expect, test } from 'vitest';
import { pushStateOf, type Surroundings } from '../../src/push/state';
import { repairOf } from '../../src/push/subscribe';
import { fromBase64Url, toBase64Url } from '../../src/store/subscription';

const android: Surroundings = {
  hasPush: true,
  isAppleTouch: false,
  isInstalled: false,
  permission: 'default',
  isSubscribed: false,
};

describe('the state of notifications', () => {
  test.each<[string, Partial<Surroundings>, string]>([
    ['a browser without push', { hasPush: false, permission: null }, 'unsupported'],
    ['an iPhone’s tab', { hasPush: false, isAppleTouch: true, permission: null }, 'needs-install'],
    [
      'an old iPhone with the app installed',
      { hasPush: false, isAppleTouch: true, isInstalled: true, permission: null },
      'unsupported',
    ],
    ['a visitor who refused', { permission: 'denied', isSubscribed: true }, 'denied'],
    ['a visitor not yet asked', {}, 'off'],
    ['a visitor who turned them off', { permission: 'granted' }, 'off'],
    ['a subscribed phone', { permission: 'granted', isSubscribed: true }, 'on'],
  ])('for %s', (_, browser, expected) => {
    expect(pushStateOf({ ...android, ...browser })).toBe(expected);
  });
});

describe('the repair at an open', () => {
  const held = { endpoint: 'https://push.example/1', key: 'K1' };

  test('does nothing for a phone that never subscribed, or has what the server has', () => {
    expect(repairOf(null, null, 'K1', true)).toBe('nothing');
    expect(repairOf(held, held, 'K1', true)).toBe('nothing');
  });

  test('subscribes again when the browser lost the subscription or the key was rotated', () => {
    expect(repairOf(null, held, 'K1', true)).toBe('resubscribe');
    expect(repairOf(held, held, 'K2', true)).toBe('resubscribe');
  });

  test('trusts a browser that does not tell its key, and waits for the server’s', () => {
    expect(repairOf({ ...held, key: '' }, held, 'K2', true)).toBe('nothing');
    expect(repairOf(held, held, null, true)).toBe('nothing');
  });

  test('tells the server of an endpoint that changed', () => {
    expect(repairOf({ ...held, endpoint: 'https://push.example/2' }, held, 'K1', true)).toBe('send');
  });

  test('withdraws when the permission is gone', () => {
    expect(repairOf(null, held, 'K1', false)).toBe('withdraw');
  });
});

test('keys travel as base64url without padding and come back the same', () => {
  const bytes = Uint8Array.from([4, 251, 255, 254, 0]);
  expect(toBase64Url(bytes.buffer)).toBe('BPv__gA');
  expect([...fromBase64Url('BPv__gA')]).toEqual([...bytes]);
  expect(toBase64Url(null)).toBe('');
});
