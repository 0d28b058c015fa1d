import { describe, expect, test } from 'vitest';
import { filled, whereIs } from '../../src/pages/agenda/groups';
import { groupedByStart } from '../../src/store/select';
import { session } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const groups = groupedByStart([
  session('a', at('09:00'), at('10:00')),
  session('b', at('09:00'), at('10:00')),
  session('c', at('10:00'), at('11:00')),
]);

test('a session is found in its group, and nowhere when it is in none', () => {
  expect([whereIs(groups, 'b'), whereIs(groups, 'c'), whereIs(groups, 'x')]).toEqual([
    { group: 0, entry: 1 },
    { group: 1, entry: 0 },
    null,
  ]);
});

describe('a list fills', () => {
  const sizes = [3, 3, 3, 3];

  test('from the middle, downward first, groups in part where there is no more room', () => {
    expect(filled(sizes, [0, 0, 0, 0], 1, 7)).toEqual([1, 3, 3, 0]);
  });

  test('with one more than there is room for where a group lacks only that', () => {
    expect(filled(sizes, [0, 0, 0, 0], 1, 8)).toEqual([3, 3, 3, 0]);
    expect(filled([1, 3], [0, 0], 1, 3)).toEqual([0, 3]);
  });

  test('to its beginning too when it opens after its end', () => {
    expect(filled(sizes, [0, 0, 0, 0], 9, 12)).toEqual(sizes);
  });

  test('where it was left', () => {
    expect(filled(sizes, [2, 3, 3, 0], 1, 2)).toEqual([3, 3, 3, 1]);
  });

  test('to its end and no further, and says so by staying the same', () => {
    const drawn = filled(sizes, [3, 3, 3, 1], 3, 8);
    expect(drawn).toEqual(sizes);
    expect(filled(sizes, drawn, 0, 8)).toBe(drawn);
  });
});
