import { beforeEach, describe, expect, test } from 'vitest';
import { feedLinks, keptFeed, makeFeed, stopFeed } from '../../src/store/calendar';
import { callAsDevice, type Fetch } from '../../src/store/device';
import { FakeDevices } from '../fakes/devices';
import { newPhone } from '../fakes/phone';

let server: FakeDevices;
let made: number;

/** The server of phones, which also makes calendars: one for each phone, the newest counts. */
const fetch: Fetch = async (address, init) => {
  const answer = await server.fetch(address, init);
  if (!answer.ok || address !== '/api/v1/device/calendar' || init.method !== 'POST') return answer;
  made += 1;
  return Response.json({ path: `/api/v1/calendar/mine/${made}.ics` }, { status: 201 });
};

beforeEach(async () => {
  await newPhone();
  server = new FakeDevices();
  made = 0;
});

describe("a visitor's own calendar", () => {
  test('is not there before it is made, and the phone is not introduced for it', async () => {
    expect(await keptFeed()).toBeNull();
    expect(server.introduced).toBe(0);
  });

  test('is kept on the phone, as the server tells its path only once', async () => {
    const outcome = await makeFeed(fetch);
    expect(outcome).toEqual({ ok: true, value: '/api/v1/calendar/mine/1.ics' });
    expect(await keptFeed()).toBe('/api/v1/calendar/mine/1.ics');
  });

  test('is no more once it is stopped', async () => {
    await makeFeed(fetch);
    expect(await stopFeed(fetch)).toEqual({ ok: true, value: null });
    expect(await keptFeed()).toBeNull();
    expect(server.kept.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /device/calendar',
      'DELETE /device/calendar',
    ]);
  });

  test('stays where the server cannot be told to stop it', async () => {
    await makeFeed(fetch);
    server.isDown = true;
    expect(await stopFeed(fetch)).toEqual({ ok: false, problem: { kind: 'unreachable' } });
    expect(await keptFeed()).toBe('/api/v1/calendar/mine/1.ics');
  });

  test('is not there where the server could not be asked', async () => {
    server.isDown = true;
    expect((await makeFeed(fetch)).ok).toBe(false);
    expect(await keptFeed()).toBeNull();
  });

  test('ends with the identity it was made for', async () => {
    await makeFeed(fetch);
    server.forgetAll();
    await callAsDevice(server.fetch, 'GET', '/device');
    expect(await keptFeed()).toBeNull();
  });
});

test('a calendar can be followed by its address, by what opens calendars, and by Google', () => {
  const site = { origin: 'https://forum.example.org', host: 'forum.example.org' };
  expect(feedLinks('/api/v1/calendar/mine/a_b-c.ics', site)).toEqual({
    address: 'https://forum.example.org/api/v1/calendar/mine/a_b-c.ics',
    subscribe: 'webcal://forum.example.org/api/v1/calendar/mine/a_b-c.ics',
    google:
      'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fforum.example.org%2Fapi%2Fv1%2Fcalendar%2Fmine%2Fa_b-c.ics',
  });
});
