import { describe, expect, test } from 'vitest';
import type { OrganizerAnnouncement } from '../../src/api/announcements';
import {
  announcementOf,
  audienceOf,
  type Draft,
  draftOf,
  EMPTY,
  expiresAt,
  faultsOf,
  isPublic,
  messageFor,
  offersExhibitors,
} from '../../src/pages/organizer/draft';
import { offsetAt } from '../../src/pages/organizer/venue-time';

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

  test('needs a group once it is not for everyone', () => {
    const chosen = { ...whole, toEveryone: false };
    expect([...faultsOf(chosen, now, ZONE)]).toEqual([['audience', 'choose_audience']]);
    expect([...faultsOf({ ...chosen, speakers: true }, now, ZONE)]).toEqual([]);
    expect([...faultsOf({ ...chosen, seenToday: true }, now, ZONE)]).toEqual([
      ['audience', 'choose_audience'],
    ]);
  });

  test('offers exhibitors once some can be reached, and those it names already', () => {
    const counted = (visitors: number) => ({ subscriptions: 0, visitors });
    const offered = [null, counted(0), counted(2)].map(reach => offersExhibitors(EMPTY, reach));
    expect(offered).toEqual([false, false, true]);
    expect(offersExhibitors({ ...EMPTY, exhibitors: true }, counted(0))).toBe(true);
  });

  test('refuses a sending time that is missing or has passed, and an end before it', () => {
    const later = (sendTime: string): Draft => ({ ...whole, sendTime });
    expect([...faultsOf(later(''), now, ZONE)]).toEqual([['send_at', 'required']]);
    expect([...faultsOf(later('2018-11-07T10:42'), now, ZONE)]).toEqual([['send_at', 'check_past']]);
    const early: Draft = { ...later('2018-11-07T12:00'), expiry: 'own_time', ownTime: '2018-11-07T11:00' };
    expect([...faultsOf(early, now, ZONE)]).toEqual([['expires_at', 'check_before_sending']]);
  });

  test('names only what adds to its audience or narrows it', () => {
    const everything: Draft = {
      ...whole,
      toEveryone: false,
      topics: ['services'],
      sessions: ['opening'],
      tracks: ['digital'],
      speakers: true,
      exhibitors: true,
      language: 'en',
      seenToday: true,
    };
    const target = {
      topics: ['services'],
      sessions: ['opening'],
      tracks: ['digital'],
      speakers: true,
      exhibitors: true,
      language: 'en',
      seen_today: true,
    };
    expect([audienceOf(everything), audienceOf({ ...everything, toEveryone: true })]).toEqual([
      target,
      { everyone: true, language: 'en', seen_today: true },
    ]);
  });

  test('stands in every inbox only when it is for everyone or topics as they are', () => {
    expect([
      isPublic({ everyone: true }),
      isPublic({ topics: ['services'] }),
      isPublic({ everyone: true, language: 'en' }),
      isPublic({ topics: ['services'], sessions: ['opening'] }),
    ]).toEqual([true, true, false, false]);
  });

  test('made from an announcement that waits is sent as the same announcement', () => {
    const waiting: OrganizerAnnouncement = {
      id: 'a',
      title: { id: 'Judul', en: 'Title' },
      body: { id: 'Isi', en: 'Text' },
      path: '/map',
      audience: { tracks: ['digital'], language: 'id' },
      urgency: 'high',
      send_at: '2018-11-07T12:00:00+07:00',
      sent_at: null,
      expires_at: '2018-11-07T06:00:00Z',
      counts: { audience: 0, pending: 0, accepted: 0, gone: 0, rejected: 0, expired: 0, recalled: 0 },
    };
    const { title, body, path, audience, urgency, send_at } = waiting;
    expect(announcementOf(draftOf(waiting), now, ZONE)).toEqual({
      title,
      body,
      path,
      audience,
      urgency,
      send_at,
      expires_at: '2018-11-07T13:00:00+07:00',
    });
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

  test('both count from the sending of one that is scheduled', () => {
    const scheduled: Draft = { ...whole, sendTime: '2018-11-08T09:00' };
    expect([
      expiresAt({ ...scheduled, expiry: 'in_an_hour' }, now, ZONE),
      expiresAt({ ...scheduled, expiry: 'tonight' }, now, ZONE),
    ]).toEqual(['2018-11-08T03:00:00.000Z', '2018-11-08T23:59:00+07:00']);
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
