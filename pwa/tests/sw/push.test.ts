import { beforeEach, describe, expect, test } from 'vitest';
import { NOWHERE } from '../../src/store/apply';
import { waitingActions } from '../../src/store/outbox';
import { DEFAULTS, writePrefs } from '../../src/store/stored-prefs';
import { applyAnswer } from '../../src/store/sync';
import { showPush } from '../../src/sw/push';
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
