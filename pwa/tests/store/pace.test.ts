import { expect, test } from 'vitest';
import { waitAfter } from '../../src/store/pace';

test('an open app asks every few minutes, no two phones in step', () => {
  expect([waitAfter(0, 0), waitAfter(0, 0.5), waitAfter(0, 1)]).toEqual([120_000, 240_000, 360_000]);
});

test('failures double the wait up to five minutes', () => {
  expect([1, 2, 3, 7, 40].map(failures => waitAfter(failures, 0.5))).toEqual([
    5_000, 10_000, 20_000, 300_000, 300_000,
  ]);
});
