import { describe, expect, test } from 'vitest';
import { mostTellingFirst, phaseAt } from '../../src/pages/phase';
import type { Event } from '../../src/shared/document';
import { byId, day, session, snapshot, text } from '../factories';

const first = (time: string) => `2018-11-07T${time}:00+07:00`;
const second = (time: string) => `2018-11-08T${time}:00+07:00`;

const event: Event = {
  id: 'forum',
  revision: 1,
  basis: 'fact',
  source: [],
  name: text('forum'),
  short_name: text('forum'),
  theme: text('tema'),
  summary: text(''),
  organiser: text(''),
  venue: { name: text(''), area: text(''), latitude: 0, longitude: 0 },
  start: first('07:00'),
  end: second('17:00'),
  time_zone: 'Asia/Jakarta',
  default_language: 'id',
  languages: ['id', 'en'],
  notice: text(''),
};

const small = session('small', first('13:00'), first('14:00'), { capacity: 60 });
const large = session('large', first('13:00'), first('14:00'), { capacity: 3000 });
const lunch = session('lunch', first('11:45'), first('13:00'), { kind: 'break', capacity: 9000 });
const closing = session('closing', second('16:00'), second('17:00'));
const store = snapshot({
  event,
  days: byId(day('2018-11-07', 1), day('2018-11-08', 2)),
  sessions: byId(small, large, lunch, closing),
});
const at = (moment: string) => phaseAt(store, Date.parse(moment));

describe('where the event stands', () => {
  test('before it opens it counts down to the opening', () => {
    expect(at(first('06:59'))).toEqual({ kind: 'before', start: event.start });
  });

  test('during a day it names what runs and the largest session that comes next', () => {
    expect(at(first('12:00'))).toEqual({ kind: 'during', now: [lunch], main: large, others: [small] });
  });

  test('after a day it leads to the next one', () => {
    expect(at(first('20:00'))).toEqual({ kind: 'between', now: [], main: closing });
  });

  test('after midnight a day goes on until it is over', () => {
    const night = (time: string) => `2018-11-08T${time}:00+07:00`;
    const gala = session('gala', first('23:00'), night('00:30'));
    const music = session('music', night('00:45'), night('02:00'), { day: '2018-11-07' });
    const late = { ...store, sessions: byId(gala, music, closing) };
    expect(phaseAt(late, Date.parse(night('00:15')))).toEqual({
      kind: 'during',
      now: [gala],
      main: music,
      others: [],
    });
    expect(phaseAt(late, Date.parse(night('01:00')))).toEqual({
      kind: 'between',
      now: [music],
      main: closing,
    });
  });

  test('while the last session runs nothing is next', () => {
    expect(at(second('16:30'))).toEqual({ kind: 'closing', now: [closing] });
  });

  test('after the last session it is over', () => {
    expect(at(second('17:00'))).toEqual({ kind: 'after' });
  });
});

test('breaks come after sessions however large they are', () => {
  expect(mostTellingFirst([lunch, small, large])).toEqual([large, small, lunch]);
});
