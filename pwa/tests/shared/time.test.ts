import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  clock,
  clockRange,
  countdown,
  isPhoneElsewhere,
  longDay,
  minutesBehind,
  minutesUntil,
  phoneRange,
  setVenueZone,
  shortDay,
  venueDay,
} from '../../src/shared/time';

const start = '2018-11-07T10:42:00+07:00';

afterEach(() => setVenueZone('Asia/Jakarta'));

describe('a time of day', () => {
  test('has a point in Indonesian and a colon in English', () => {
    expect(clock(start, 'id')).toBe('10.42');
    expect(clock(start, 'en')).toBe('10:42');
  });

  test('is the venue’s, whatever offset the moment is written in', () => {
    expect(clock('2018-11-07T03:42:00Z', 'id')).toBe('10.42');
    setVenueZone('Asia/Makassar');
    expect(clock(start, 'id')).toBe('11.42');
  });

  test('at midnight is 00', () => {
    expect(clock('2018-11-07T00:05:00+07:00', 'en')).toBe('00:05');
  });

  test('joins into a range', () => {
    expect(clockRange(start, '2018-11-07T12:00:00+07:00', 'id')).toBe('10.42–12.00');
  });
});

describe('a phone', () => {
  afterEach(() => vi.unstubAllEnvs());
  const end = '2018-11-07T12:00:00+07:00';

  test('in the venue’s zone has no other time to tell', () => {
    vi.stubEnv('TZ', 'Asia/Jakarta');
    expect(isPhoneElsewhere(start)).toBe(false);
  });

  test('elsewhere tells its own time, with the weekday where that is another day', () => {
    vi.stubEnv('TZ', 'Europe/London');
    expect(isPhoneElsewhere(start)).toBe(true);
    expect(minutesBehind(start)).toBe(7 * 60);
    expect(phoneRange(start, end, 'en')).toBe('03:42–05:00');
    vi.stubEnv('TZ', 'America/New_York');
    expect(phoneRange(start, end, 'id')).toBe('Sel 22.42–00.00');
    vi.stubEnv('TZ', 'Australia/Adelaide');
    expect(minutesBehind(start)).toBe(-3.5 * 60);
  });
});

describe('a day', () => {
  const tags = { id: 'id-ID', en: 'en-GB' };
  const days = Array.from({ length: 366 }, (_, day) => Date.UTC(2028, 0, 1 + day, 5));

  test.each(['id', 'en'] as const)('in %s has the names that the language’s own data gives it', locale => {
    const part = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: 'Asia/Jakarta' });
    const [weekday, date] = [part({ weekday: 'long' }), part({ dateStyle: 'long' })];
    for (const day of days) {
      expect(longDay(day, locale)).toBe(`${weekday.format(day)} ${date.format(day)}`);
    }
  });

  test('in few letters keeps the Indonesian weekday whole', () => {
    expect(shortDay(start, 'id')).toBe('Rabu 7 Nov');
    expect(shortDay(start, 'en')).toBe('Wed 7 Nov');
    expect(shortDay('2026-08-30T20:00:00Z', 'id')).toBe('Senin 31 Agu');
  });
});

describe('a venue whose clock changes', () => {
  test('is told by the clock of that day', () => {
    setVenueZone('Europe/London');
    expect(clock('2026-03-29T00:59:00Z', 'en')).toBe('00:59');
    expect(clock('2026-03-29T01:00:00Z', 'en')).toBe('02:00');
    expect(venueDay('2026-07-31T23:30:00Z')).toBe('2026-08-01');
    expect(longDay('2026-12-31T23:59:59Z', 'en')).toBe('Thursday 31 December 2026');
  });

  test('half an hour beside the full one, and before 1970, is told too', () => {
    setVenueZone('Asia/Kolkata');
    expect(clock('2026-01-01T00:00:59Z', 'en')).toBe('05:30');
    expect(clock(-1, 'en')).toBe('05:29');
  });

  test.each(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'])(
    '%s has one that does not',
    zone => {
      setVenueZone(zone);
      const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' });
      for (let month = 0; month < 12; month += 1) {
        const at = Date.UTC(2026, month, 15, 12, 34);
        expect(clock(at, 'en')).toBe(format.format(at));
      }
    },
  );
});

test('the venue’s day is that of its own midnight', () => {
  expect(venueDay('2018-11-07T16:59:00Z')).toBe('2018-11-07');
  expect(venueDay('2018-11-07T17:00:00Z')).toBe('2018-11-08');
});

test('minutes until a moment are rounded up', () => {
  const now = Date.parse('2018-11-07T10:40:30+07:00');
  expect(minutesUntil(start, now)).toBe(2);
  expect(minutesUntil('2018-11-07T10:30:00+07:00', now)).toBe(-10);
});

test('a countdown ends at nothing', () => {
  const now = Date.parse('2018-11-06T08:40:30+07:00');
  expect(countdown(start, now)).toEqual({ days: 1, hours: 2, minutes: 2 });
  expect(countdown(start, Date.parse(start) + 1)).toEqual({ days: 0, hours: 0, minutes: 0 });
});
