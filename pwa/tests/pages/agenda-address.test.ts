import { describe, expect, test } from 'vitest';
import { addressOf, NOTHING_ASKED, shownIn } from '../../src/pages/agenda/address';
import { EVERYTHING, isSameFilter, languagesOf, panelCount, passes } from '../../src/store/filter';
import { byId, day, session, snapshot } from '../factories';
import { room, track } from '../programme';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const talk = session('talk', at('09:00'), at('10:00'), {
  track: 'better',
  room: 'merak',
  kind: 'talk',
  languages: ['id'],
  interpretation: ['en', 'id'],
});
const store = snapshot({
  days: byId(day('2018-11-07', 1)),
  rooms: byId(room('merak')),
  tracks: byId(track('better')),
  sessions: byId(talk),
});
const query = (address: string) => Object.fromEntries(new URL(address, 'http://x').searchParams);
const everything = {
  day: '2018-11-07',
  filter: { track: 'better', room: 'merak', kind: 'talk', lang: 'en', starred: true, places: true },
  q: 'kelas perahu & laut',
  view: 'grid' as const,
};

describe('the agenda’s address', () => {
  test('says all that is shown, and is read back the same', () => {
    expect(shownIn(query(addressOf(everything)), store)).toEqual(everything);
  });

  test('is bare where nothing is asked', () => {
    expect([addressOf(NOTHING_ASKED), shownIn({}, store)]).toEqual(['/agenda', NOTHING_ASKED]);
  });

  test('narrows nothing by what does not exist', () => {
    const old = { day: 'x', track: 'x', room: 'x', kind: 'x', lang: '<x>', starred: 'yes', view: 'x' };
    expect(shownIn(old, store)).toEqual(NOTHING_ASKED);
  });
});

describe('filters', () => {
  const ok = (change: Partial<typeof EVERYTHING>, known = false) =>
    passes(talk, { ...EVERYTHING, ...change }, { isStarred: () => known, hasPlaces: () => known });

  test.each([
    [{}, true],
    [{ track: 'better' }, true],
    [{ track: 'other' }, false],
    [{ room: 'merak', kind: 'talk' }, true],
    [{ room: 'merak', kind: 'panel' }, false],
    [{ lang: 'id' }, true],
    [{ lang: 'en' }, true],
    [{ lang: 'fr' }, false],
    [{ track: 'better', starred: true }, false],
    [{ track: 'better', places: true }, false],
  ])('%j pass: %s', (change, expected) => {
    expect(ok(change)).toBe(expected);
  });

  test('ask for the visitor’s star and for places left', () => {
    expect(ok({ starred: true, places: true }, true)).toBe(true);
  });

  test('are counted where no chip shows them', () => {
    expect([panelCount(EVERYTHING), panelCount(everything.filter)]).toEqual([0, 4]);
  });

  test('are the same by what they say', () => {
    expect([
      isSameFilter(EVERYTHING, { ...EVERYTHING }),
      isSameFilter(EVERYTHING, everything.filter),
    ]).toEqual([true, false]);
  });

  test('know a language once, spoken or interpreted into', () => {
    expect(languagesOf(talk)).toEqual(['id', 'en']);
  });
});
