import { describe, expect, test } from 'vitest';
import { nowLineBefore } from '../../src/pages/now-line';
import { groupedByStart } from '../../src/store/select';
import { byId, day, session, snapshot } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const groups = groupedByStart([
  session('a', at('09:00'), at('10:00')),
  session('b', at('11:00'), at('12:00')),
]);
const first = { ...day('2018-11-07', 1), end: '2018-11-08T02:00:00+07:00' };
const second = day('2018-11-08', 2);
const store = snapshot({ days: byId(first, second) });
const line = (moment: string, on = first) => nowLineBefore(store, on, groups, Date.parse(moment));

describe('the now line', () => {
  test('stands before the first group that has not begun', () => {
    expect([line(at('08:59')), line(at('09:00')), line(at('10:30'))]).toEqual([0, 1, 1]);
  });

  test('stands after all once the last has begun', () => {
    expect(line(at('11:00'))).toBe(2);
  });

  test('stays in its day after midnight until the day is over', () => {
    const night = '2018-11-08T00:30:00+07:00';
    expect([line(night), line(night, second)]).toEqual([2, -1]);
  });

  test('stands nowhere on another day', () => {
    expect(line(at('10:00'), second)).toBe(-1);
  });
});
