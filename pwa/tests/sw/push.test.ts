import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NOWHERE } from '../../src/store/apply';
import { withDatabase } from '../../src/store/db';
import { callAsDevice } from '../../src/store/device';
import { waitingActions } from '../../src/store/outbox';
import { readMessages } from '../../src/store/stored-inbox';
import { DEFAULTS, writePrefs } from '../../src/store/stored-prefs';
import { applyAnswer } from '../../src/store/sync';
import { showPush } from '../../src/sw/push';
import { announcement, text } from '../factories';
import { FakeDevices } from '../fakes/devices';
import { contents, newPhone } from '../fakes/phone';
import { FakeServer } from '../fakes/server';
import { FakeScope } from '../fakes/worker';

let browser: FakeScope;
let server: FakeServer;

beforeEach(async () => {
  await newPhone();
  browser = new FakeScope();
  server = new FakeServer();
  server.isDown = true;
  globalThis.fetch = (address, init) => server.answer(String(address), init ?? {});
  server.publish({ written: { a: 'one' }, deleted: [] });
  const asked = { from: NOWHERE, address: '/api/v1/sync', etag: null, askedAt: 1, answeredAt: 2 };
  await applyAnswer(server.document(), asked);
  server.publish({ written: { b: 'two' }, deleted: ['a'] });
});

afterEach(() => vi.unstubAllGlobals());

const event = (fields: unknown) => fields as PushEvent;
const asData = (payload: string) => event({ data: { text: () => payload } });

function notification(more: object = {}) {
  const { patch, ...data } = server.push();
  return {
    title: 'Kabar',
    body: 'Isi',
    lang: 'id',
    dir: 'ltr',
    tag: 't1',
    navigate: 'https://forum.example/announcements/x',
    data: { ...data, patch },
    ...more,
  };
}

const payload = (more?: object) => JSON.stringify({ web_push: 8030, notification: notification(more) });
const shownTitles = () => browser.notifications.map(each => each.title);

describe('a push', () => {
  test('is shown and its records are on the phone with the server out of reach', async () => {
    await showPush(browser.scope, asData(payload()));
    expect(browser.notifications).toMatchObject([
      { title: 'Kabar', body: 'Isi', lang: 'id', dir: 'ltr', tag: 't1', silent: false },
    ]);
    expect((await contents()).tags).toEqual(server.tags());
    expect((await contents()).revision).toBe(2);
    expect(await waitingActions()).toMatchObject([{ kind: 'receipt', body: { token: 'r', event: 'shown' } }]);
  });

  test('in the form that a browser proposes is shown and stored as well', async () => {
    await showPush(browser.scope, event({ data: null, notification: notification() }));
    expect(shownTitles()).toEqual(['Kabar']);
    expect((await contents()).tags).toEqual(server.tags());
  });

  test.each(['', 'garbage', '{}', '{"notification":{"title":""}}'])(
    'of garbage %j is shown all the same',
    async text => {
      await writePrefs({ ...DEFAULTS, locale: 'en' });
      await showPush(browser.scope, asData(text));
      expect(shownTitles()).toEqual(['News from the forum']);
    },
  );

  test('without any data is shown all the same', async () => {
    await showPush(browser.scope, event({ data: null }));
    expect(shownTitles()).toEqual(['Ada kabar dari forum']);
  });

  test('that carries no records fetches them', async () => {
    server.isDown = false;
    const { data } = notification();
    await showPush(browser.scope, asData(payload({ data: { ...data, patch: undefined } })));
    expect(shownTitles()).toEqual(['Kabar']);
    expect((await contents()).tags).toEqual(server.tags());
  });

  test('of the same tag replaces the one before, even where the browser ignores tags', async () => {
    for (const honoursTags of [true, false]) {
      browser.honoursTags = honoursTags;
      await showPush(browser.scope, asData(payload()));
      await showPush(browser.scope, asData(payload({ title: 'Ralat' })));
      expect(shownTitles()).toEqual(['Ralat']);
    }
  });
});

test('a push sets the number on the app’s icon to what is unread', async () => {
  const numbers: number[] = [];
  vi.stubGlobal('navigator', { setAppBadge: async (unread: number) => numbers.push(unread) });
  const sentAt = '2018-11-07T09:00:00+07:00';
  await withDatabase(async db => {
    await db.put('announcements', announcement('x', sentAt));
    await db.put('announcements', announcement('y', sentAt, { recalled_at: sentAt }));
  });
  await showPush(browser.scope, asData(payload()));
  expect(new Set(numbers)).toEqual(new Set([1]));
});

describe('a change', () => {
  const of = (kind: string, tag: string, page: string, more: object = {}) => {
    const { data } = notification();
    const navigate = `https://forum.example${page}`;
    return asData(payload({ title: tag, tag, navigate, data: { ...data, kind, ...more } }));
  };

  test('closes what was said of the same session before, and nothing else', async () => {
    await showPush(browser.scope, of('reminder', 'reminder-opening', '/agenda/opening'));
    await showPush(browser.scope, of('change', 'change-1', '/agenda/opening'));
    await showPush(browser.scope, of('reminder', 'reminder-panel', '/agenda/panel'));
    await showPush(browser.scope, of('announcement', 'announcement-x', '/agenda/opening'));
    await showPush(browser.scope, of('change', 'change-2', '/agenda/opening'));
    expect(shownTitles()).toEqual(['reminder-panel', 'announcement-x', 'change-2']);
  });

  test('that comes late leaves what is newer than itself', async () => {
    await showPush(browser.scope, of('change', 'newest', '/agenda/opening', { revision: 5 }));
    await showPush(browser.scope, of('reminder', 'reminder', '/agenda/opening', { revision: 6 }));
    await showPush(browser.scope, of('change', 'late', '/agenda/opening', { revision: 4 }));
    expect(shownTitles()).toEqual(['newest', 'reminder', 'late']);
    await showPush(browser.scope, of('change', 'after a restore', '/agenda/opening', { epoch: 'e2' }));
    expect(shownTitles()).toEqual(['after a restore']);
  });

  test('stays when a reminder of its session follows, which replaces an earlier reminder', async () => {
    await showPush(browser.scope, of('reminder', 'reminder-1', '/agenda/opening'));
    await showPush(browser.scope, of('change', 'change-1', '/agenda/opening'));
    await showPush(browser.scope, of('reminder', 'reminder-2', '/agenda/opening'));
    await showPush(browser.scope, of('reminder', 'reminder-3', '/agenda/opening'));
    expect(shownTitles()).toEqual(['change-1', 'reminder-3']);
  });
});

describe('an announcement', () => {
  const late = () => asData(payload({ tag: 'announcement-x', actions: [{ action: 'open', title: 'Buka' }] }));
  const recalledAt = '2018-11-07T09:30:00+07:00';

  test('that the phone knows as recalled is shown as that, silently', async () => {
    const known = announcement('x', '2018-11-07T09:00:00+07:00', { recalled_at: recalledAt });
    await withDatabase(db => db.put('announcements', known));
    await showPush(browser.scope, late());
    expect(browser.notifications).toMatchObject([
      { title: 'Ditarik kembali: Kabar', tag: 'announcement-x', silent: true, actions: [] },
    ]);
  });

  test('that still holds is shown as it is', async () => {
    await withDatabase(db => db.put('announcements', announcement('x', '2018-11-07T09:00:00+07:00')));
    await showPush(browser.scope, late());
    expect(browser.notifications).toMatchObject([{ title: 'Kabar', silent: false }]);
  });

  test('that is recalled replaces its own notification and rings no more', async () => {
    await showPush(browser.scope, late());
    const { data } = notification();
    const recall = {
      title: 'Ditarik',
      tag: 'announcement-x',
      silent: true,
      data: { ...data, kind: 'recall' },
    };
    await showPush(browser.scope, asData(payload(recall)));
    expect(browser.notifications).toMatchObject([{ title: 'Ditarik', silent: true }]);
  });
});

describe('a message to this visitor alone', () => {
  const personal = (kind: string) =>
    asData(payload({ tag: `${kind}-1`, data: { kind, receipt: 'r' }, navigate: 'https://forum.example/me' }));
  let devices: FakeDevices;

  beforeEach(async () => {
    devices = new FakeDevices();
    globalThis.fetch = (address, init) => devices.fetch(String(address), init ?? {});
    await callAsDevice(devices.fetch, 'GET', '/device');
    devices.tell({
      id: 'm',
      kind: 'reminder',
      title: text('m'),
      body: text('m'),
      path: '/agenda/opening',
      urgency: 'high',
      sent_at: '2018-11-07T09:00:00+07:00',
      expires_at: null,
      recalled_at: null,
      subject: 'sessions/opening',
    });
  });

  test.each(['reminder', 'change', 'speaker', 'digest'])(
    'of kind %s is fetched into the inbox',
    async kind => {
      await showPush(browser.scope, personal(kind));
      expect((await readMessages()).map(({ id }) => id)).toEqual(['m']);
      expect(devices.receiptCount).toBe(1);
    },
  );

  test('that tests the phone is told to open pages and fetches nothing', async () => {
    browser.windows = [{ url: 'me', focused: true, visibilityState: 'visible', answers: true }];
    await showPush(browser.scope, personal('test'));
    expect(browser.told).toEqual([['test-shown', 'test-1']]);
    expect(await readMessages()).toEqual([]);
    expect(devices.receiptCount).toBe(1);
  });

  test('has its receipt kept without a network, and the worker woken when it is back', async () => {
    devices.isDown = true;
    await showPush(browser.scope, personal('reminder'));
    expect(await waitingActions()).toMatchObject([{ kind: 'receipt', body: { token: 'r', event: 'shown' } }]);
    expect(browser.wakeUps).toEqual(['companion']);
  });
});
