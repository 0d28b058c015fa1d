import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeOf,
  delayed,
  planFault,
  planned,
  planOf,
  startingAt,
} from '../../src/pages/organizer/programme-plan';
import { day, session } from '../factories';

const ZONE = 'Asia/Jakarta';
const days = [day('2018-11-07', 1), day('2018-11-08', 2)];
const first = (time: string) => `2018-11-07T${time}:00+07:00`;
const talk = session('talk', first('10:00'), first('10:45'), { room: 'merak', revision: 4 });
const plan = planOf(talk);
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

describe('a plan', () => {
  test('starts as the session is, on the clock of the venue', () => {
    expect(plan).toEqual({
      date: '2018-11-07',
      start: '10:00',
      end: '10:45',
      room: 'merak',
      status: 'scheduled',
    });
  });

  test('has its end follow its start', () => {
    expect(startingAt(plan, '11:10')).toEqual({ ...plan, start: '11:10', end: '11:55' });
    expect(startingAt(plan, '')).toEqual({ ...plan, start: '' });
  });

  test('keeps its length over any start that leaves room for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 60 - 46 }), at => {
        const start = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
        const moved = startingAt(plan, start);
        expect(minutes(moved.end) - minutes(moved.start)).toBe(45);
      }),
    );
  });

  test('can be delayed, and never past the end of the day', () => {
    expect(delayed(plan, 15)).toEqual({ ...plan, start: '10:15', end: '11:00' });
    expect(delayed({ ...plan, start: '23:50', end: '23:58' }, 30).start).toBe('23:59');
  });

  test('says why it cannot be published', () => {
    expect(planFault(talk, plan)).toBe('nothing_changed');
    expect(planFault(talk, { ...plan, start: '' })).toBe('required');
    expect(planFault(talk, { ...plan, end: '10:00' })).toBe('end_first');
    expect(planFault(talk, { ...plan, room: 'kenari' })).toBeNull();
    expect(planFault(talk, { ...plan, status: 'cancelled' })).toBeNull();
  });

  test('may cancel a session that ends after midnight', () => {
    const night = session('night', first('23:00'), '2018-11-08T00:30:00+07:00');
    expect(planFault(night, { ...planOf(night), status: 'cancelled' })).toBeNull();
  });
});

describe('a planned session', () => {
  test('is the same letter by letter where nothing was touched', () => {
    expect(planned(talk, plan, days, ZONE)).toEqual(talk);
  });

  test('moves with the venue’s offset, everything else kept', () => {
    const after = planned(talk, { ...plan, start: '11:00', end: '11:45', room: 'kenari' }, days, ZONE);
    expect(after).toEqual({ ...talk, start: first('11:00'), end: first('11:45'), room: 'kenari' });
  });

  test('moves to the record of its new day', () => {
    const after = planned(talk, { ...plan, date: '2018-11-08' }, days, ZONE);
    expect([after.day, after.start, after.end]).toEqual([
      '2018-11-08',
      '2018-11-08T10:00:00+07:00',
      '2018-11-08T10:45:00+07:00',
    ]);
  });

  test('is published on the revision that was looked at', () => {
    const after = planned(talk, { ...plan, status: 'cancelled' }, days, ZONE);
    expect(changeOf(talk, after)).toEqual({ do: 'put', collection: 'sessions', record: after, base: 4 });
  });
});
