import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNotification, readPatch, readPayload, unreadable } from '../../src/shared/push-payload';
import { tag } from '../factories';

const notification = {
  title: 'Top 40 diumumkan',
  body: 'Ikuti dari kursi Anda.',
  lang: 'id',
  dir: 'ltr',
  tag: 'a-top-40',
  navigate: 'https://forum.example/awards',
  silent: false,
  actions: [{ action: 'open', title: 'Buka', navigate: 'https://forum.example/awards' }],
  data: {
    kind: 'announcement',
    receipt: 'r1',
    epoch: 'e',
    base: 4,
    revision: 5,
    patch: { upserts: { tags: [tag('a', 5)] }, deleted: { tags: ['b'] } },
  },
};

describe('a payload', () => {
  test('of the declarative form is read whole', () => {
    const payload = JSON.stringify({ web_push: 8030, notification, mutable: true });
    expect(readPayload(payload)).toEqual(notification);
  });

  test('proposed by the browser is read from the notification itself', () => {
    expect(readNotification(notification)).toEqual(notification);
  });

  test('may leave out all but the title', () => {
    expect(readPayload('{"web_push":8030,"notification":{"title":"Halo"}}')).toEqual({
      title: 'Halo',
      body: '',
      lang: '',
      dir: 'auto',
      tag: '',
      navigate: '',
      silent: false,
      actions: [],
      data: { kind: 'unknown', receipt: null, epoch: null, base: null, revision: null, patch: null },
    });
  });

  test.each([
    '',
    'garbage',
    '[]',
    'null',
    '{"notification":{}}',
    '{"notification":{"title":5}}',
    '{"web_push":8030}',
  ])('that says nothing to show is null: %s', payload => expect(readPayload(payload)).toBeNull());

  test('of any text is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), payload => {
        const message = readPayload(payload);
        expect(message === null || message.title !== '').toBe(true);
      }),
    );
  });
});

describe('a patch', () => {
  test('with a malformed record is refused whole, so that the revision cannot move over a hole', () => {
    expect(readPatch({ upserts: { tags: [{ id: 'a' }] }, deleted: {} })).toBeNull();
    expect(readPatch({ upserts: { tags: 'a' }, deleted: {} })).toBeNull();
    expect(readPatch({ upserts: {}, deleted: { tags: [5] } })).toBeNull();
    expect(readPatch('patch')).toBeNull();
  });

  test('of collections this app does not know leaves them out', () => {
    expect(readPatch({ upserts: { rides: [{ id: 'a', revision: 1 }] } })).toEqual({
      upserts: {},
      deleted: {},
    });
  });
});

test('an unreadable message is shown in the phone’s language and leads to the inbox', () => {
  expect(unreadable('id').title).toBe('Ada kabar dari forum');
  expect(unreadable('en')).toMatchObject({
    title: 'News from the forum',
    lang: 'en',
    navigate: '/announcements',
  });
});
