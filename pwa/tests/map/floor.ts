import type { Booth, Feature, Floor, Room } from '../../src/shared/document';
import { booth, text } from '../factories';

/** A rectangle's ring as GeoJSON has it: closed, north up. */
export const rectangle = (left: number, bottom: number, right: number, top: number): Feature['geometry'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [right, bottom],
      [right, top],
      [left, top],
      [left, bottom],
      [right, bottom],
    ],
  ],
});

export const feature = (
  id: string,
  type: Feature['feature_type'],
  category: string,
  geometry: Feature['geometry'],
  properties: Record<string, unknown> = {},
): Feature => ({
  type: 'Feature',
  id,
  feature_type: type,
  geometry,
  properties: { name: text(id), category, ...properties },
});

export const floor = (id: string, features: Feature[], ordinal = 0): Floor => ({
  id,
  revision: 1,
  name: text(id),
  short_name: text(id),
  ordinal,
  notice: null,
  plan: { type: 'FeatureCollection', features },
});

export const stand = (
  id: string,
  exhibitor: string | null,
  [left, bottom, right, top]: [number, number, number, number],
  more: Partial<Booth> = {},
): Booth => ({
  ...booth(id, exhibitor),
  geometry: rectangle(left, bottom, right, top),
  display_point: [(left + right) / 2, (bottom + top) / 2],
  ...more,
});

export const room = (id: string, floorId: string | null, units: string[]): Room => ({
  id,
  revision: 1,
  basis: 'sample',
  source: [],
  name: text(id),
  floor: floorId,
  unit_ids: units,
  node_id: null,
  capacity: null,
  kind: 'seminar',
  step_free: true,
});

/** A hall of 40 by 30 metres with a door of 2 metres in its southern wall, a counter, a toilet and a lift. */
export const hall = floor('lantai-1', [
  feature('lantai-1', 'level', 'level', rectangle(0, 0, 50, 30)),
  feature('balai', 'unit', 'exhibition', rectangle(0, 0, 40, 30), { walls: true }),
  feature('toilet', 'unit', 'restroom', rectangle(40, 20, 50, 30), { walls: true }),
  feature('koridor', 'unit', 'walkway', rectangle(40, 0, 50, 20)),
  feature('pintu', 'opening', 'door', {
    type: 'LineString',
    coordinates: [
      [10, 0],
      [12, 0],
    ],
  }),
  feature('loket-01', 'kiosk', 'counter', rectangle(2, 26, 4, 28), { code: 'L01', exhibitor_id: 'polri' }),
  feature(
    'tanda-toilet',
    'amenity',
    'restroom.male',
    { type: 'Point', coordinates: [45, 25] },
    { unit_id: 'toilet' },
  ),
  feature('lift', 'amenity', 'elevator', { type: 'Point', coordinates: [48, 2] }),
]);
