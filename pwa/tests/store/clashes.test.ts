import { describe, expect, test } from 'vitest';
import type { Walks } from '../../src/shared/document';
import { clashesAmong } from '../../src/store/clashes';
import { minutesFromEntrance, walkingMinutes } from '../../src/store/walking';
import { byId, room, session, snapshot } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const node = (id: string, ref: string | null = null) => ({ id, floor: 'one', x: 0, y: 0, ref });
const edge = (a: string, b: string, seconds: number, oneway = false) => ({
  a,
  b,
  seconds,
  length: seconds,
  kind: 'walk' as const,
  step_free: true,
  oneway,
});

const walks: Walks = {
  id: 'venue',
  revision: 1,
  nodes: [node('hall'), node('way'), node('far'), node('island'), node('door', 'main'), node('gate', 'side')],
  edges: [
    edge('hall', 'way', 60),
    edge('way', 'far', 241),
    edge('hall', 'far', 900),
    edge('far', 'hall', 30, true),
    edge('door', 'way', 30),
    edge('gate', 'door', 100),
  ],
};
const plan = {
  type: 'FeatureCollection' as const,
  features: ['main', 'side', 'other'].map(id => ({
    id,
    type: 'Feature' as const,
    feature_type: 'opening' as const,
    geometry: { type: 'Point' as const, coordinates: [0, 0] },
    properties: { category: id === 'other' ? 'door' : 'entrance' },
  })),
};
const none = { id: '', en: '' };
const floor = { id: 'one', revision: 1, name: none, short_name: none, ordinal: 0, notice: null, plan };
const rooms = byId(
  ...['hall', 'far', 'island'].map(id => room(id, { node_id: id })),
  room('unplaced', { node_id: null }),
);
const venue = { walks: byId(walks), floors: byId(floor), rooms };

describe('a walk', () => {
  const store = snapshot(venue);

  test('takes the shortest way, and one-way ways only forwards', () => {
    expect(walkingMinutes(store, 'hall', 'far')).toBe(6);
    expect(walkingMinutes(store, 'far', 'hall')).toBe(1);
  });

  test('within a room takes no time', () => {
    expect(walkingMinutes(store, 'unplaced', 'unplaced')).toBe(0);
  });

  test('is unknown where the plan knows no way, no place or no room', () => {
    expect(walkingMinutes(store, 'hall', 'island')).toBeNull();
    expect(walkingMinutes(store, 'hall', 'unplaced')).toBeNull();
    expect(walkingMinutes(store, 'hall', null)).toBeNull();
    expect(walkingMinutes(snapshot({ rooms }), 'hall', 'far')).toBeNull();
  });

  test('from outside starts at the farthest entrance', () => {
    expect(minutesFromEntrance(store, 'hall')).toBe(4);
    expect(minutesFromEntrance(store, 'island')).toBeNull();
  });
});

describe('starred sessions', () => {
  const first = session('first', at('09:00'), at('10:00'), { room: 'hall' });
  const over = session('over', at('09:40'), at('10:30'), { room: 'hall' });
  const tight = session('tight', at('10:05'), at('11:00'), { room: 'far' });
  const same = session('same', at('10:00'), at('11:00'), { room: 'hall' });
  const fair = session('fair', at('08:00'), at('17:00'), { room: 'far', kind: 'exhibition' });
  const off = session('off', at('09:00'), at('10:00'), { room: 'far', status: 'cancelled' });
  const store = snapshot({ ...venue, sessions: byId(first, over, tight, same, fair, off) });
  const among = (...starred: string[]) =>
    Object.fromEntries(
      [...clashesAmong(store, id => starred.includes(id))].map(([id, clashes]) => [
        id,
        clashes.map(({ other, kind, minutes }) => [other.id, kind, minutes]),
      ]),
    );

  test('that overlap clash, both ways', () => {
    expect(among('first', 'over')).toEqual({
      first: [['over', 'overlap', 20]],
      over: [['first', 'overlap', 20]],
    });
  });

  test('clash when the walk between them takes longer than the break', () => {
    expect(among('first', 'tight')).toEqual({ first: [['tight', 'walk', 6]], tight: [['first', 'walk', 6]] });
  });

  test('in one room may follow each other at once', () => {
    expect(among('first', 'same')).toEqual({});
  });

  test('never clash with an exhibition, a cancelled session or one that is not starred', () => {
    expect(among('first', 'fair', 'off')).toEqual({});
  });
});
