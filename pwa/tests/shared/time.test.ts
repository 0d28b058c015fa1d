import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  clock,
  clockRange,
  countdown,
  isPhoneElsewhere,
  longDate,
  minutesBehind,
  minutesUntil,
  phoneRange,
  relative,
  setVenueZone,
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

test('a date is told in the reader’s language', () => {
  expect(longDate(start, 'id')).toBe('Rabu, 7 November');
  expect(longDate(start, 'en').replace(',', '')).toBe('Wednesday 7 November');
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

test('a distance is told in words', () => {
  const now = Date.parse(start);
  expect(relative(now - 5 * 60_000, now, 'id')).toBe('5 menit yang lalu');
  expect(relative(now + 2 * 3_600_000, now, 'en')).toBe('in 2 hours');
  expect(relative(now - 86_400_000, now, 'en')).toBe('yesterday');
});
