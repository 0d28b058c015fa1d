import { beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/shared/personal';
import { withDatabase } from '../../src/store/db';
import { inboxItems, isPast, isUnread, readMark } from '../../src/store/inbox';
import { fetchInbox, readMessages } from '../../src/store/stored-inbox';
import { announcement, text } from '../factories';
import { FakeDevices } from '../fakes/devices';
import { newPhone } from '../fakes/phone';

let server: FakeDevices;

beforeEach(async () => {
  await newPhone();
  server = new FakeDevices();
});

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const message = (id: string, sentAt: string, more: Partial<Message> = {}): Message => ({
  id,
  sequence: 1,
  kind: 'change',
  title: text(id),
  body: text(id),
  path: '/agenda/opening',
  urgency: 'high',
  sent_at: sentAt,
  expires_at: null,
  recalled_at: null,
  subject: 'sessions/opening',
  ...more,
});

const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('the personal inbox', () => {
  test('is fetched once, and then only what is new or has changed', async () => {
    server.tell(message('a', at('08:00')));
    server.tell(message('b', at('09:00')));
    expect(await fetchInbox(server.fetch)).toBe(true);
    server.tell(message('a', at('08:00'), { recalled_at: at('09:30') }));
    await fetchInbox(server.fetch);
    const kept = await readMessages();
    expect(ids(kept)).toEqual(['a', 'b']);
    expect(kept[0]?.recalled_at).toBe(at('09:30'));
  });

  test('is not emptied by a server out of reach', async () => {
    server.tell(message('a', at('08:00')));
    await fetchInbox(server.fetch);
    server.isDown = true;
    expect(await fetchInbox(server.fetch)).toBe(false);
    expect(ids(await readMessages())).toEqual(['a']);
  });

  test('lost on the phone is fetched whole again', async () => {
    server.tell(message('a', at('08:00')));
    await fetchInbox(server.fetch);
    await withDatabase(db => db.clear('inbox'));
    await fetchInbox(server.fetch);
    expect(ids(await readMessages())).toEqual(['a']);
  });
});

describe('the inbox', () => {
  const news = [
    announcement('old', at('08:00')),
    announcement('recalled', at('09:30'), { recalled_at: at('09:40') }),
    announcement('new', at('09:00'), { expires_at: at('12:00') }),
  ];
  const seen = { inboxSeenAt: Date.parse(at('08:30')), marks: new Set([readMark('moved')]) };
  const unread = (items: ReturnType<typeof inboxItems>, time: string) =>
    ids(items.filter(item => isUnread(item, seen, Date.parse(at(time)))));

  test('holds public and personal messages, newest first', () => {
    const items = inboxItems(news, [message('moved', at('08:45'))]);
    expect(ids(items)).toEqual(['recalled', 'new', 'moved', 'old']);
    expect(items.find(item => item.id === 'moved')?.audience).toBeNull();
  });

  test('knows what still holds', () => {
    const items = inboxItems(news, []);
    const holding = (time: string) => ids(items.filter(item => !isPast(item, Date.parse(at(time)))));
    expect(holding('11:59')).toEqual(['new', 'old']);
    expect(holding('12:00')).toEqual(['old']);
  });

  test('counts as unread what came since, less what was read, recalled or came to nothing', () => {
    const reminder = { kind: 'reminder', expires_at: at('10:00') };
    const items = inboxItems(news, [message('moved', at('09:10')), message('soon', at('09:45'), reminder)]);
    expect(unread(items, '09:50')).toEqual(['soon', 'new']);
    expect(unread(items, '10:00')).toEqual(['new']);
  });
});
