import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisEnd, cumulated, polyline } from '../../src/pages/organizer/chart';

const minute = (time: string, accepted: number, shown = 0, opened = 0) => ({
  at: `2018-11-07T${time}:00+07:00`,
  accepted,
  shown,
  opened,
});

describe('a timeline', () => {
  test('adds up from nothing at its first minute', () => {
    const start = Date.parse('2018-11-07T10:00:00+07:00');
    expect(cumulated([minute('10:02', 1, 2, 1), minute('10:00', 4, 1)])).toEqual([
      { at: start, accepted: 0, shown: 0, opened: 0 },
      { at: start + 60_000, accepted: 4, shown: 1, opened: 0 },
      { at: start + 180_000, accepted: 5, shown: 3, opened: 1 },
    ]);
  });

  test('has no points without minutes', () => {
    expect(cumulated([])).toEqual([]);
  });

  test('is drawn from the bottom left to the top right', () => {
    const points = cumulated([minute('10:00', 5), minute('10:01', 5)]);
    expect(polyline(points, 'accepted', { width: 100, height: 50, top: 10 })).toBe('0,50 50,25 100,0');
  });
});

test('an axis ends at 1, 2 or 5 times a power of ten that holds its highest value', () => {
  expect([0, 1, 2, 3, 7, 11, 49, 51, 1_000].map(axisEnd)).toEqual([1, 1, 2, 5, 10, 20, 50, 100, 1_000]);
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), highest => axisEnd(highest) >= highest));
});
