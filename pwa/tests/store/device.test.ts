import { beforeEach, describe, expect, test } from 'vitest';
import { withDatabase } from '../../src/store/db';
import { callAsDevice, isIntroduced } from '../../src/store/device';
import { sendActions } from '../../src/store/outbox';
import { followedTopics, prefs, setPrefs, setTopic } from '../../src/store/prefs';
import { DEFAULTS, readPrefs, sendPreferences } from '../../src/store/stored-prefs';
import { keepStar } from '../../src/store/stored-stars';
import { confirmedSubscription, sendSubscription, withdrawSubscription } from '../../src/store/subscription';
import { byId, snapshot, topic } from '../factories';
import { FakeDevices } from '../fakes/devices';
import { newPhone } from '../fakes/phone';

const ZONE = 'Asia/Makassar';

let server: FakeDevices;

beforeEach(async () => {
  await newPhone();
  prefs.value = DEFAULTS;
  server = new FakeDevices();
});

/** A browser's subscription with the fields that are read of it. */
function subscription(endpoint: string): PushSubscription {
  const key = (name: string) => Uint8Array.from(name === 'auth' ? [1, 2] : [4, 5]).buffer;
  const options = { userVisibleOnly: true, applicationServerKey: Uint8Array.from([9]).buffer };
  return {
    endpoint,
    expirationTime: null,
    options,
    getKey: key,
    toJSON: () => ({ endpoint }),
    unsubscribe: async () => true,
  };
}

describe('a phone', () => {
  test('introduces itself once and then calls with its token', async () => {
    expect(await isIntroduced()).toBe(false);
    expect(await callAsDevice(server.fetch, 'PUT', '/device/preferences', { locale: 'en' })).toEqual({
      ok: true,
      value: null,
    });
    await callAsDevice(server.fetch, 'DELETE', '/device/subscription');
    expect(server.introduced).toBe(1);
    expect(server.kept).toEqual([
      { method: 'PUT', path: '/device/preferences', body: { locale: 'en' } },
      { method: 'DELETE', path: '/device/subscription', body: null },
    ]);
  });

  test('introduces itself anew to a server that has forgotten it', async () => {
    await callAsDevice(server.fetch, 'GET', '/device');
    server.forgetAll();
    expect((await callAsDevice(server.fetch, 'GET', '/device')).ok).toBe(true);
    expect(server.introduced).toBe(2);
  });

  test('has what the server forgot repaired: its subscription is due and its stars are told again', async () => {
    await keepStar({ session: 'opening', starred: true, at: '2018-11-07T01:00:00Z', reminder_minutes: 5 });
    await sendActions(server.fetch);
    await sendSubscription(server.fetch, subscription('https://push.example/1'));
    server.forgetAll();
    await callAsDevice(server.fetch, 'GET', '/device');
    expect(await confirmedSubscription()).toEqual({ endpoint: '', key: '' });
    await sendActions(server.fetch);
    expect(server.stars()).toEqual([
      { session: 'opening', starred: true, at: '2018-11-07T01:00:00Z', reminder_minutes: 5 },
    ]);
  });

  test('tells why a call failed', async () => {
    server.isDown = true;
    expect(await callAsDevice(server.fetch, 'GET', '/device')).toEqual({
      ok: false,
      problem: { kind: 'unreachable' },
    });
    server.isDown = false;
    server.refusal = 409;
    expect(await callAsDevice(server.fetch, 'GET', '/device')).toEqual({
      ok: false,
      problem: {
        kind: 'refused',
        status: 409,
        title: 'Refused',
        detail: 'Not so.',
        errors: [{ field: 'endpoint', message: 'Taken.' }],
      },
    });
  });
});

describe('a subscription', () => {
  test('is confirmed once the server holds it, and no longer once it is withdrawn', async () => {
    await sendSubscription(server.fetch, subscription('https://push.example/1'));
    expect(server.kept.at(-1)?.body).toEqual({
      endpoint: 'https://push.example/1',
      keys: { p256dh: 'BAU', auth: 'AQI' },
      vapid_public_key: 'CQ',
    });
    expect(await confirmedSubscription()).toEqual({ endpoint: 'https://push.example/1', key: 'CQ' });
    await withdrawSubscription(server.fetch);
    expect(await confirmedSubscription()).toBeNull();
  });

  test('that the server refuses is not confirmed', async () => {
    server.refusal = 422;
    expect((await sendSubscription(server.fetch, subscription('https://evil.example'))).ok).toBe(false);
    expect(await confirmedSubscription()).toBeNull();
  });

  test('that the server no longer knew counts as withdrawn', async () => {
    await sendSubscription(server.fetch, subscription('https://push.example/1'));
    server.refusal = 404;
    expect(await withdrawSubscription(server.fetch)).toEqual({ ok: true, value: null });
    expect(await confirmedSubscription()).toBeNull();
  });
});

describe('preferences', () => {
  const store = snapshot({ topics: byId(topic('programme', true), topic('delegates', false)) });

  test('are on the phone at once, without the server', async () => {
    await setPrefs({ locale: 'en', theme: 'dark' });
    expect(await readPrefs()).toEqual({ ...DEFAULTS, locale: 'en', theme: 'dark' });
    await sendPreferences(server.fetch, () => ZONE);
    expect(server.introduced).toBe(0);
  });

  test('of topics start from the defaults', async () => {
    expect(followedTopics(store, prefs.value)).toEqual(['programme']);
    await setTopic(store, 'delegates', true);
    await setTopic(store, 'programme', false);
    expect(followedTopics(store, prefs.value)).toEqual(['delegates']);
  });

  test('reach the server of a phone it knows, once, and again after a failure', async () => {
    await callAsDevice(server.fetch, 'GET', '/device');
    await withDatabase(async db => {
      for (const each of store.topics.values()) await db.put('topics', each);
    });
    await setPrefs({ locale: 'en', reminderMinutes: 30, quietHours: { from: '22:00', to: '06:00' } });
    await setTopic(store, 'delegates', true);
    const { chosenAt } = await readPrefs();
    server.isDown = true;
    expect(await sendPreferences(server.fetch, () => ZONE)).toBe(false);
    server.isDown = false;
    expect(await sendPreferences(server.fetch, () => ZONE)).toBe(true);
    expect(await sendPreferences(server.fetch, () => ZONE)).toBe(true);
    expect(server.kept.slice(1)).toEqual([
      {
        method: 'PUT',
        path: '/device/preferences',
        body: {
          locale: 'en',
          topics: ['delegates', 'programme'],
          topics_at: { delegates: chosenAt['topic/delegates'] },
          reminder_minutes: 30,
          reminder_at: chosenAt.lead,
          quiet_hours: { from: '22:00', to: '06:00' },
          time_zone: ZONE,
        },
      },
    ]);
  });

  test('are told again from another zone, and to a server that has forgotten the phone', async () => {
    await callAsDevice(server.fetch, 'GET', '/device');
    await sendPreferences(server.fetch, () => ZONE);
    await sendPreferences(server.fetch, () => 'Asia/Tokyo');
    server.forgetAll();
    await callAsDevice(server.fetch, 'GET', '/device');
    await sendPreferences(server.fetch, () => 'Asia/Tokyo');
    const zones = server.kept.flatMap(({ body }) => (body as { time_zone?: string } | null)?.time_zone ?? []);
    expect(zones).toEqual([ZONE, 'Asia/Tokyo', 'Asia/Tokyo']);
  });
});
