import { describe, expect, test } from 'vitest';
import { nowLineBefore } from '../../src/pages/now-line';
import { groupedByStart } from '../../src/store/select';
import { session } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const groups = groupedByStart([
  session('a', at('09:00'), at('10:00')),
  session('b', at('11:00'), at('12:00')),
]);
const line = (moment: string, date = '2018-11-07') => nowLineBefore(groups, Date.parse(moment), { date });

describe('the now line', () => {
  test('stands before the first group that has not begun', () => {
    expect([line(at('08:59')), line(at('09:00')), line(at('10:30'))]).toEqual([0, 1, 1]);
  });

  test('stands after all once the last has begun', () => {
    expect(line(at('11:00'))).toBe(2);
  });

  test('stands nowhere on another day', () => {
    expect(line(at('10:00'), '2018-11-08')).toBe(-1);
  });
});
