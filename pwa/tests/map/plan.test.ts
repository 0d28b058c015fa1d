import { describe, expect, test } from 'vitest';
import { hitAt } from '../../src/map/hit';
import { kindOf } from '../../src/map/kinds';
import { readPlan } from '../../src/map/plan';
import { feature, floor, hall, rectangle, stand } from './floor';

const polri = stand('stan-a01', 'polri', [10, 10, 19, 16], { category: 'polri' });
const small = stand('stan-b02', null, [19, 10, 22, 13], { category: 'cadangan' });
const plan = readPlan(hall, [polri, small, stand('stan-atas', null, [0, 0, 3, 3], { floor: 'lantai-2' })]);

describe('plan', () => {
  test('north is up on the screen, whose y runs down', () => {
    expect(plan.bounds).toEqual({ left: 0, top: -30, right: 50, bottom: 0 });
    expect(plan.stands[0]?.box).toEqual({ left: 10, top: -16, right: 19, bottom: -10 });
  });

  test('a floor holds its own booths only, each with its kind', () => {
    expect(plan.stands.map(each => [each.id, each.kind])).toEqual([
      ['stan-a01', 'N'],
      ['stan-b02', null],
    ]);
  });

  test('only walled units have walls, and doors leave gaps in them', () => {
    const southern = plan.walls.filter(([from, to]) => from[1] === 0 && to[1] === 0);
    expect(southern.map(([from, to]) => [from[0], to[0]].sort((a, b) => a - b))).toEqual(
      expect.arrayContaining([
        [0, 10],
        [12, 40],
      ]),
    );
    expect(
      plan.walls.some(([from, to]) => from[0] === 50 && to[0] === 50 && Math.max(from[1], to[1]) === 0),
    ).toBe(false);
  });

  test('features without a usable geometry are left out', () => {
    const broken = floor('rusak', [
      feature('titik', 'unit', 'lobby', { type: 'Polygon', coordinates: [] }),
      feature('garis', 'opening', 'door', { type: 'LineString', coordinates: [[1, 1]] }),
      feature('kata', 'amenity', 'stairs', { type: 'Point', coordinates: ['a', 'b'] }),
    ]);
    const { units, openings, spots, bounds } = readPlan(broken, []);
    expect([units, openings, spots]).toEqual([[], [], []]);
    expect(bounds).toEqual({ left: 0, top: 0, right: 1, bottom: 1 });
  });

  test('kinds gather categories, unknown ones have none', () => {
    expect(['kementerian', 'lembaga', 'polri', 'kota', 'cadangan'].map(kindOf)).toEqual([
      'N',
      'N',
      'N',
      'T',
      null,
    ]);
  });
});

describe('a tap', () => {
  test('opens the booth under the finger', () => {
    expect(hitAt(plan, [12, -12], 0)).toEqual({ kind: 'booth', id: 'stan-a01' });
  });

  test('reaches the nearest booth around it', () => {
    expect(hitAt(plan, [22.5, -11], 1)).toEqual({ kind: 'booth', id: 'stan-b02' });
    expect(hitAt(plan, [23.5, -11], 1)).toEqual({ kind: 'unit', id: 'balai' });
  });

  test('prefers what it is in to what is near', () => {
    expect(hitAt(plan, [18.9, -11], 3)).toEqual({ kind: 'booth', id: 'stan-a01' });
  });

  test('on a counter means its exhibitor', () => {
    expect(hitAt(plan, [3, -27], 0)).toEqual({ kind: 'counter', exhibitor: 'polri' });
  });

  test('opens rooms and signs, while ground and emptiness close', () => {
    expect(hitAt(plan, [45, -25], 1)).toEqual({ kind: 'unit', id: 'toilet' });
    expect(hitAt(plan, [47.5, -2], 1)).toEqual({ kind: 'unit', id: 'lift' });
    expect(hitAt(plan, [45, -10], 1)).toBeNull();
    expect(hitAt(plan, [80, 10], 1)).toBeNull();
  });

  test('opens the zone in a hall rather than the hall around it', () => {
    const zoned = readPlan(
      {
        ...hall,
        plan: {
          ...hall.plan,
          features: [...hall.plan.features, feature('zona', 'unit', 'zone', rectangle(25, 15, 35, 25))],
        },
      },
      [],
    );
    expect(hitAt(zoned, [30, -20], 1)).toEqual({ kind: 'unit', id: 'zona' });
  });
});
