import { describe, expect, test } from 'vitest';
import { contains, cutOpenings, distance, inset, overlap, type Point } from '../../src/map/geometry';

const square: Point[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
];

describe('geometry', () => {
  test('a wall keeps what its openings leave', () => {
    const wall: [Point, Point] = [
      [0, 0],
      [10, 0],
    ];
    const doors: [Point, Point][] = [
      [
        [7, 0],
        [6, 0],
      ],
      [
        [2, 0.1],
        [3, 0.1],
      ],
    ];
    expect(cutOpenings(wall, doors)).toEqual([
      [
        [0, 0],
        [2, 0],
      ],
      [
        [3, 0],
        [6, 0],
      ],
      [
        [7, 0],
        [10, 0],
      ],
    ]);
  });

  test('an opening beside the wall, or across it, cuts nothing', () => {
    const wall: [Point, Point] = [
      [0, 0],
      [10, 0],
    ];
    const elsewhere: [Point, Point][] = [
      [
        [2, 1],
        [3, 1],
      ],
      [
        [5, -1],
        [5, 1],
      ],
      [
        [12, 0],
        [14, 0],
      ],
    ];
    expect(cutOpenings(wall, elsewhere)).toEqual([wall]);
  });

  test('an opening as wide as the wall leaves nothing of it', () => {
    const wall: [Point, Point] = [
      [0, 0],
      [0, 5],
    ];
    expect(
      cutOpenings(wall, [
        [
          [0, 6],
          [0, -1],
        ],
      ]),
    ).toEqual([]);
  });

  test('a ring holds its inside and not its outside', () => {
    expect([contains(square, [2, 2]), contains(square, [5, 2]), contains(square, [2, -1])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('the distance to a ring is 0 inside and to its nearest edge or corner outside', () => {
    expect([distance(square, [1, 3]), distance(square, [6, 2]), distance(square, [7, 8])]).toEqual([0, 2, 5]);
  });

  test('an inset ring is smaller by as much on every side, and one too small stays', () => {
    expect(inset(square, 1)).toEqual([
      [1, 1],
      [3, 1],
      [3, 3],
      [1, 3],
    ]);
    expect(inset(square, 2)).toEqual(square);
  });

  test('boxes that only touch do not overlap', () => {
    const box = { left: 0, top: 0, right: 2, bottom: 2 };
    expect(overlap(box, { ...box, left: 2, right: 4 })).toBe(false);
    expect(overlap(box, { ...box, left: 1.9, right: 4 })).toBe(true);
  });
});
