import { describe, expect, test } from 'vitest';
import { addressWith, opening, openPlace } from '../../src/map/address';
import { find, indexOf } from '../../src/map/find';
import { passes, readAtlas } from '../../src/map/places';
import { placeOf } from '../../src/map/plan-screen';
import { byId, exhibitor, service, snapshot, text } from '../factories';
import { hall, room, stand } from './floor';

const store = snapshot({
  floors: byId(hall),
  booths: byId(
    stand('stan-a01', 'polri', [10, 10, 19, 16], { code: 'A01', category: 'polri' }),
    stand('stan-b05', 'kota-bandung', [20, 10, 23, 13], { code: 'B05', category: 'kota' }),
    stand('stan-c20', null, [24, 10, 27, 13], { code: 'C20', category: 'cadangan' }),
  ),
  exhibitors: byId(
    exhibitor('polri', {
      name: text('Kepolisian Negara RI', 'National Police'),
      short_name: text('Polri'),
      services: ['sim', 'gone'],
    }),
    exhibitor('kota-bandung', { name: text('Kota Bandung', 'Bandung City'), short_name: text('Bandung') }),
  ),
  services: byId({ ...service('sim', 'polri'), name: text('Perpanjangan SIM', 'Driving licence renewal') }),
  rooms: byId(
    room('ruang-balai', 'lantai-1', ['balai']),
    room('lain', null, ['balai']),
    room('hilang', 'lantai-1', []),
  ),
});
const atlas = readAtlas(store, words => words.id);
const ids = (query: string) => find(indexOf(atlas.places), query).map(place => place.id);

describe('places', () => {
  test('booths come by code, then rooms on the plan, then facilities', () => {
    expect(atlas.places.map(place => [place.type, place.id])).toEqual([
      ['booth', 'stan-a01'],
      ['booth', 'stan-b05'],
      ['booth', 'stan-c20'],
      ['room', 'ruang-balai'],
      ['facility', 'toilet'],
      ['facility', 'lift'],
    ]);
  });

  test('a booth lights up with its counters and names its services', () => {
    const [polri] = atlas.places;
    expect(polri?.features).toEqual(['stan-a01', 'loket-01']);
    expect(polri?.type === 'booth' && polri.services.map(each => each.id)).toEqual(['sim']);
    expect([...atlas.serving]).toEqual(['polri']);
  });

  test('a facility takes its exact kind from the sign within and tells its side of the building', () => {
    const toilet = atlas.places.find(place => place.id === 'toilet');
    expect(toilet).toMatchObject({ category: 'restroom.male', side: 'east' });
  });

  test('filters leave services, a kind, or the facilities over', () => {
    const left = (filter: Parameters<typeof passes>[1]) =>
      atlas.places.filter(place => passes(place, filter)).map(place => place.id);
    expect(left('service')).toEqual(['stan-a01']);
    expect(left('T')).toEqual(['stan-b05']);
    expect(left('facility')).toEqual(['toilet', 'lift']);
    expect(left('all')).toHaveLength(6);
  });

  test('what was hit is the room of its unit, and a counter its exhibitor', () => {
    expect(placeOf({ kind: 'unit', id: 'balai' }, atlas.places)?.id).toBe('ruang-balai');
    expect(placeOf({ kind: 'counter', exhibitor: 'polri' }, atlas.places)?.id).toBe('stan-a01');
    expect(placeOf({ kind: 'unit', id: 'koridor' }, atlas.places)).toBeNull();
  });
});

describe('finding', () => {
  test('a code, a name in either language, a short name and a service all lead to the booth', () => {
    for (const query of ['a01', 'kepolisian', 'national pol', 'POLRI', 'sim', 'licence'])
      expect(ids(query)).toEqual(['stan-a01']);
  });

  test('every word must be found', () => {
    expect(ids('polri bandung')).toEqual([]);
    expect(ids('')).toEqual([]);
    expect(ids('   ')).toEqual([]);
  });

  test('the beginning of a name ranks before the inside of one', () => {
    expect(ids('ba')).toEqual(['stan-b05', 'ruang-balai']);
  });

  test('accents make no difference', () => {
    expect(ids('Bándung')).toEqual(['stan-b05']);
  });
});

describe('address', () => {
  test('opening a place names it and its floor and ends search and list', () => {
    const [booth] = atlas.places;
    if (!booth) throw new Error('no booth');
    const address = addressWith({ q: 'sim', view: 'list', filter: 'service', room: 'x' }, opening(booth));
    expect(address).toBe('/map?filter=service&booth=stan-a01&floor=lantai-1');
  });

  test('an address with nothing to say is bare', () => {
    expect(addressWith({ q: 'sim' }, { q: null })).toBe('/map');
  });

  test('booth, room and place are opened from the address, unknown ones not', () => {
    expect(openPlace({ booth: 'stan-b05' }, atlas.places)?.id).toBe('stan-b05');
    expect(openPlace({ room: 'ruang-balai' }, atlas.places)?.id).toBe('ruang-balai');
    expect(openPlace({ place: 'lift' }, atlas.places)?.id).toBe('lift');
    expect(openPlace({ booth: 'lift' }, atlas.places)).toBeNull();
  });
});
