import { describe, expect, test } from 'vitest';
import {
  announcementOf,
  type Draft,
  EMPTY,
  expiresAt,
  faultsOf,
  messageFor,
  offsetAt,
} from '../../src/pages/organizer/draft';

const ZONE = 'Asia/Jakarta';
const now = Date.parse('2018-11-07T10:42:00+07:00');
const whole: Draft = {
  ...EMPTY,
  title: { id: ' Loket dibuka ', en: 'Counter open' },
  body: { id: 'Silakan kembali.', en: 'Please return.' },
};

describe('a draft', () => {
  test('lacks every text at first', () => {
    expect([...faultsOf(EMPTY, now, ZONE).keys()]).toEqual(['title.id', 'body.id', 'title.en', 'body.en']);
  });

  test('is whole with both languages', () => {
    expect([...faultsOf(whole, now, ZONE)]).toEqual([]);
  });

  test('names a title that is too long', () => {
    const long = { ...whole, title: { id: 'a'.repeat(81), en: 'a'.repeat(80) } };
    expect([...faultsOf(long, now, ZONE)]).toEqual([['title.id', 'too_long']]);
  });

  test('needs a topic once it is not for everyone', () => {
    expect([...faultsOf({ ...whole, toEveryone: false }, now, ZONE)]).toEqual([['audience', 'choose_topic']]);
  });

  test('refuses an end that is missing or has passed', () => {
    const own = (ownTime: string): Draft => ({ ...whole, expiry: 'own_time', ownTime });
    expect([...faultsOf(own(''), now, ZONE)]).toEqual([['expires_at', 'required']]);
    expect([...faultsOf(own('2018-11-07T10:42'), now, ZONE)]).toEqual([['expires_at', 'check_past']]);
    expect([...faultsOf(own('2018-11-07T10:43'), now, ZONE)]).toEqual([]);
  });

  test('is sent trimmed, to topics only when chosen', () => {
    expect(announcementOf({ ...whole, toEveryone: false, topics: ['services'] }, now, ZONE)).toEqual({
      title: { id: 'Loket dibuka', en: 'Counter open' },
      body: { id: 'Silakan kembali.', en: 'Please return.' },
      path: '/announcements',
      audience: { topics: ['services'] },
      urgency: 'normal',
      send_at: null,
      expires_at: null,
    });
  });
});

describe('when a draft ends', () => {
  test('tonight is the last minute of the day at the venue', () => {
    expect(expiresAt({ ...whole, expiry: 'tonight' }, now, ZONE)).toBe('2018-11-07T23:59:00+07:00');
  });

  test('in an hour counts from now', () => {
    expect(expiresAt({ ...whole, expiry: 'in_an_hour' }, now, ZONE)).toBe('2018-11-07T04:42:00.000Z');
  });

  test('an own time is read on the clock of the venue', () => {
    const own: Draft = { ...whole, expiry: 'own_time', ownTime: '2018-11-07T12:00' };
    expect(expiresAt(own, now, ZONE)).toBe('2018-11-07T12:00:00+07:00');
  });
});

test('the offset of a zone is told in hours and minutes', () => {
  expect([offsetAt(now, ZONE), offsetAt(now, 'UTC'), offsetAt(now, 'Asia/Kathmandu')]).toEqual([
    '+07:00',
    '+00:00',
    '+05:45',
  ]);
});

test('a message of the server is found for a field and for what lies within it', () => {
  const errors = [
    { field: 'audience.topics', message: 'unknown topic' },
    { field: 'title', message: 'needed' },
  ];
  expect([messageFor(errors, 'audience'), messageFor(errors, 'title'), messageFor(errors, 'body')]).toEqual([
    'unknown topic',
    'needed',
    null,
  ]);
});
