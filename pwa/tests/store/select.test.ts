import { describe, expect, test } from 'vitest';
import {
  boothsOf,
  boothsShowing,
  currentDay,
  dayAt,
  exhibitorAt,
  groupedByStart,
  nextCeremony,
  nowAndNext,
  progress,
  servicesOf,
  sessionsOf,
  sessionsOn,
  speakersOf,
} from '../../src/store/select';
import { booth, byId, day, exhibitor, service, session, snapshot, speaker, text } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const ids = (items: readonly { id: string }[]) => items.map(item => item.id);

const expo = session('expo', at('08:00'), at('17:00'), { kind: 'exhibition' });
const opening = session('opening', at('09:00'), at('11:00'), {
  speakers: [
    { speaker: 'b', role: 'opening', basis: 'fact' },
    { speaker: 'unknown', role: 'host', basis: 'fact' },
    { speaker: 'a', role: 'host', basis: 'sample' },
  ],
});
const talk = session('talk', at('11:00'), at('12:00'));
const gone = session('gone', at('10:30'), at('12:00'), { status: 'cancelled' });
const class2 = session('class', at('11:00'), at('11:30'));
const tomorrow = session('tomorrow', '2018-11-08T09:00:00+07:00', '2018-11-08T10:00:00+07:00');

const store = snapshot({
  days: byId(day('2018-11-08', 2), day('2018-11-07', 1)),
  sessions: byId(talk, tomorrow, gone, opening, expo, class2),
  speakers: byId(speaker('a'), speaker('b')),
});

describe('sessions', () => {
  test('of a day come by start, then end, the cancelled among them', () => {
    expect(ids(sessionsOn(store, '2018-11-07'))).toEqual(['expo', 'opening', 'gone', 'class', 'talk']);
  });

  test('group by the moment they start, however it is written', () => {
    const same = session('same', '2018-11-07T04:00:00Z', at('12:00'));
    const groups = groupedByStart([opening, class2, same]);
    expect(groups.map(group => [group.start, ids(group.sessions)])).toEqual([
      [at('09:00'), ['opening']],
      [at('11:00'), ['class', 'same']],
    ]);
  });

  test('now come latest start first, next are those of one moment, none of them cancelled', () => {
    const shown = nowAndNext(store, Date.parse(at('10:15')));
    expect(ids(shown.now)).toEqual(['opening', 'expo']);
    expect(ids(shown.next)).toEqual(['class', 'talk']);
  });

  test('end at their end', () => {
    expect(ids(nowAndNext(store, Date.parse(at('11:00'))).now)).toEqual(['talk', 'class', 'expo']);
  });

  test('tell how far they are', () => {
    expect(progress(opening, Date.parse(at('09:30')))).toBe(0.25);
    expect(progress(opening, Date.parse(at('08:00')))).toBe(0);
    expect(progress(opening, Date.parse(at('12:00')))).toBe(1);
  });

  test('name their speakers in their own order, without unknown ones', () => {
    expect(speakersOf(store, opening).map(part => [part.speaker.id, part.role])).toEqual([
      ['b', 'opening'],
      ['a', 'host'],
    ]);
    expect(ids(sessionsOf(store, 'a'))).toEqual(['opening']);
  });
});

describe('the current day', () => {
  test.each([
    ['2018-11-01T00:00:00+07:00', '2018-11-07'],
    ['2018-11-07T23:59:00+07:00', '2018-11-07'],
    ['2018-11-08T00:00:00+07:00', '2018-11-08'],
    ['2019-01-01T00:00:00+07:00', '2018-11-08'],
  ])('at %s is %s', (now, expected) => {
    expect(currentDay(store, Date.parse(now))?.id).toBe(expected);
  });

  test('is none without days', () => {
    expect(currentDay(snapshot({}), 0)).toBeNull();
  });
});

describe('a programme that runs past midnight', () => {
  const night = snapshot({
    days: byId(
      { ...day('2018-11-07', 1), end: '2018-11-08T01:00:00+07:00' },
      { ...day('2018-11-08', 2), end: '2018-11-09T01:00:00+07:00' },
    ),
    sessions: byId(
      session('gala', at('22:00'), '2018-11-08T00:30:00+07:00'),
      session('music', '2018-11-08T00:45:00+07:00', '2018-11-08T02:00:00+07:00', { day: '2018-11-07' }),
      session('camp', at('23:00'), '2018-11-08T09:00:00+07:00', { day: '2018-11-06' }),
      tomorrow,
    ),
  });

  test.each([
    ['in its day', '2018-11-07T23:59:00+07:00', '2018-11-07'],
    ['between two of its sessions', '2018-11-08T00:35:00+07:00', '2018-11-07'],
    ['later than the day was meant to be', '2018-11-08T01:30:00+07:00', '2018-11-07'],
    ['after its last session', '2018-11-08T02:00:00+07:00', '2018-11-08'],
    ['once the next day opens', '2018-11-08T07:00:00+07:00', '2018-11-08'],
    ['on a date without a day', '2018-11-09T02:00:00+07:00', undefined],
  ])('%s', (_, now, expected) => {
    expect(dayAt(night, Date.parse(now))?.id).toBe(expected);
  });

  test('is the current one until it is over', () => {
    expect(currentDay(night, Date.parse('2018-11-08T00:35:00+07:00'))?.id).toBe('2018-11-07');
  });
});

test('booths, exhibitors, services and innovations find each other, and what is missing is left out', () => {
  const police = exhibitor('polri', { booths: ['p1', 'missing'], services: ['sim', 'missing'] });
  const expoStore = snapshot({
    booths: byId(booth('p1', 'polri'), booth('free', null)),
    exhibitors: byId(police),
    services: byId(service('sim', 'polri')),
  });
  expect(ids(boothsOf(expoStore, police))).toEqual(['p1']);
  expect(ids(servicesOf(expoStore, police))).toEqual(['sim']);
  expect(exhibitorAt(expoStore, booth('p1', 'polri'))).toEqual(police);
  expect(exhibitorAt(expoStore, booth('free', null))).toBeNull();
  const innovation = {
    id: 'brem',
    revision: 1,
    basis: 'fact' as const,
    source: [],
    name: text('BREM'),
    institution: text('Polri'),
    unit: null,
    institution_kind: 'polri',
    province: null,
    theme: 'keamanan',
    summary: text('x'),
    exhibitor: 'polri',
    list: 'top-99-2018',
  };
  expect(ids(boothsShowing(expoStore, innovation))).toEqual(['p1']);
});

test('the next ceremony is the one that runs or comes, and none after the last', () => {
  const ceremony = snapshot({
    sessions: byId(opening, tomorrow),
    awards: {
      id: 'awards',
      revision: 1,
      lists: [
        { id: 'late', name: text('late'), session: 'tomorrow', size: 10, from: null },
        { id: 'top', name: text('top'), session: 'opening', size: 40, from: 'top-99' },
      ],
    },
  });
  const at11 = Date.parse(at('10:59'));
  expect(nextCeremony(ceremony, at11)?.list.id).toBe('top');
  expect(nextCeremony(ceremony, Date.parse(at('11:00')))?.list.id).toBe('late');
  expect(nextCeremony(ceremony, Date.parse('2018-11-09T00:00:00+07:00'))).toBeNull();
});
