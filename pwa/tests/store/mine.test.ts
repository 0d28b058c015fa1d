import { describe, expect, test } from 'vitest';
import { leaveFor, nextStarred } from '../../src/store/mine';
import { byId, room, session, snapshot } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const now = (time: string) => Date.parse(at(time));
const node = (id: string, ref: string | null = null) => ({ id, floor: 'one', x: 0, y: 0, ref });
const edge = (a: string, b: string, seconds: number) => ({
  a,
  b,
  seconds,
  length: seconds,
  kind: 'walk' as const,
  step_free: true,
  oneway: false,
});

const none = { id: '', en: '' };
const entrance = {
  id: 'main',
  type: 'Feature' as const,
  feature_type: 'opening' as const,
  geometry: { type: 'Point' as const, coordinates: [0, 0] },
  properties: { category: 'entrance' },
};
const floor = {
  id: 'one',
  revision: 1,
  name: none,
  short_name: none,
  ordinal: 0,
  notice: null,
  plan: { type: 'FeatureCollection' as const, features: [entrance] },
};
const first = session('first', at('09:00'), at('10:00'), { room: 'hall' });
const second = session('second', at('10:30'), at('11:00'), { room: 'far' });
const off = session('off', at('10:10'), at('11:00'), { room: 'far', status: 'cancelled' });
const tomorrow = session('tomorrow', '2018-11-08T09:00:00+07:00', '2018-11-08T10:00:00+07:00');
const store = snapshot({
  walks: byId({
    id: 'venue',
    revision: 1,
    nodes: [node('hall'), node('far'), node('door', 'main')],
    edges: [edge('hall', 'far', 200), edge('door', 'hall', 301)],
  }),
  floors: byId(floor),
  rooms: byId(room('hall', { node_id: 'hall' }), room('far', { node_id: 'far' })),
  sessions: byId(second, first, off, tomorrow),
});
const all = () => true;

describe('the visitor’s next session', () => {
  test('is the first starred one of the hours ahead that takes place', () => {
    expect(nextStarred(store, all, now('08:00'))?.id).toBe('first');
    expect(nextStarred(store, all, now('09:00'))?.id).toBe('second');
    expect(nextStarred(store, id => id !== 'first', now('08:00'))?.id).toBe('second');
    expect(nextStarred(store, all, now('11:00'))).toBeNull();
    expect(nextStarred(store, () => false, now('08:00'))).toBeNull();
  });
});

describe('when to leave', () => {
  test('counts the walk from the entrance for one who is nowhere yet', () => {
    expect(leaveFor(store, all, first, now('08:30'))).toEqual({ walk: 6, from: null, left: 24 });
  });

  test('counts it from the room of the starred session that runs or has just ended', () => {
    const hall = store.rooms.get('hall');
    expect(leaveFor(store, all, second, now('09:50'))).toEqual({ walk: 4, from: hall, left: 36 });
    expect(leaveFor(store, all, second, now('10:15'))).toEqual({ walk: 4, from: hall, left: 11 });
    expect(leaveFor(store, all, second, now('10:25'))).toEqual({ walk: 9, from: null, left: -4 });
  });

  test('is not said within a room, or where the plan does not know the way', () => {
    const same = session('same', at('10:30'), at('11:00'), { room: 'hall' });
    expect(leaveFor(store, all, same, now('09:50'))).toBeNull();
    expect(leaveFor(store, all, tomorrow, now('09:50'))).toBeNull();
  });
});
