import { beforeEach, describe, expect, test } from 'vitest';
import { millis } from '../../src/shared/time';
import { withDatabase } from '../../src/store/db';
import { hasPlaces, hearPlaces, loadPlaces, type PlacesTold, places, placesOf } from '../../src/store/places';
import { session } from '../factories';
import { newPhone } from '../fakes/phone';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const talk = session('talk', at('09:00'), at('10:00'));
const before = millis(at('08:55'));

function told(state: PlacesTold['sessions'][number]['state'], id = talk.id): PlacesTold['sessions'][number] {
  return { session: id, state, at: at('08:50') };
}

const said = () => Object.fromEntries([...places.value].map(([id, { state }]) => [id, state]));

beforeEach(async () => {
  await newPhone();
  places.value = new Map();
});

describe('the places of the rooms', () => {
  test('are all that is told at first, and then what changes', async () => {
    await hearPlaces({ whole: true, sessions: [told('free'), told('full', 'panel')] });
    await hearPlaces({ whole: false, sessions: [told('filling')] });
    expect(said()).toEqual({ talk: 'filling', panel: 'full' });

    await hearPlaces({ whole: false, sessions: [told(null, 'panel')] });
    expect(said()).toEqual({ talk: 'filling' });

    await hearPlaces({ whole: true, sessions: [] });
    expect(said()).toEqual({});
  });

  test('are known without a network as they were last heard', async () => {
    await hearPlaces({ whole: true, sessions: [told('full')] });
    places.value = new Map();
    await loadPlaces();
    expect(placesOf(talk, before)).toEqual({ state: 'full', at: at('08:50') });
  });

  test('are nothing on a phone that never heard of any', async () => {
    await loadPlaces();
    expect(places.value.size).toBe(0);
  });

  test('go with the rest when the phone is erased', async () => {
    await hearPlaces({ whole: true, sessions: [told('full')] });
    await withDatabase(db => db.clear('device'));
    places.value = new Map();
    await loadPlaces();
    expect(places.value.size).toBe(0);
  });

  test.each([
    ['nobody said anything', null, before, talk, true],
    ['there are some left', 'free', before, talk, true],
    ['few are left', 'filling', before, talk, true],
    ['the room is full', 'full', before, talk, false],
    ['it is over', null, millis(at('10:00')), talk, false],
    ['it is cancelled', 'free', before, { ...talk, status: 'cancelled' as const }, false],
  ])('let one find a place where %s', async (_, state, now, slot, expected) => {
    await hearPlaces({ whole: true, sessions: state === null ? [] : [told(state as 'free')] });
    expect(hasPlaces(slot, now)).toBe(expected);
  });

  test('are not told of a session that is over or cancelled', async () => {
    await hearPlaces({ whole: true, sessions: [told('full')] });
    expect(placesOf(talk, millis(at('10:00')))).toBeNull();
    expect(placesOf({ ...talk, status: 'cancelled' }, before)).toBeNull();
  });
});
