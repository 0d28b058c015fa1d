import type { Booth, Feature, Floor, Text } from '../shared/document';
import { type Box, boxAround, centre, cutOpenings, edgesOf, type Point, union } from './geometry';
import { type Kind, kindOf } from './kinds';

/** An area of the plan: a room, a counter, a piece of furniture. */
export interface Area {
  readonly id: string;
  readonly category: string;
  readonly name: Text;
  readonly ring: readonly Point[];
  readonly box: Box;
  readonly at: Point;
  readonly code: string | null;
  /** The exhibitor whose counter this is. */
  readonly exhibitor: string | null;
}

export interface Stand extends Area {
  readonly kind: Kind | null;
}

export interface Line {
  readonly id: string;
  readonly category: string;
  readonly name: Text;
  readonly ends: readonly [Point, Point];
}

export interface Spot {
  readonly id: string;
  readonly category: string;
  readonly name: Text;
  readonly at: Point;
  /** The area it stands for, if it lies in one. */
  readonly unit: string | null;
}

/** A floor read for drawing: all in metres east and down. */
export interface FloorPlan {
  readonly id: string;
  readonly bounds: Box;
  readonly outline: readonly (readonly Point[])[];
  readonly units: readonly Area[];
  readonly kiosks: readonly Area[];
  readonly fixtures: readonly Area[];
  readonly stands: readonly Stand[];
  readonly openings: readonly Line[];
  readonly walls: readonly (readonly [Point, Point])[];
  readonly spots: readonly Spot[];
}

const isPosition = (value: unknown): value is [number, number] =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

/** The plan's north is up, the screen's y runs down. */
const flip = ([x, y]: [number, number]): Point => [x, y === 0 ? 0 : -y];

/** The geometry's positions without the closing one; of a polygon its outer ring. */
function positions(geometry: Feature['geometry']): Point[] {
  const { type, coordinates } = geometry;
  const flat: unknown = type === 'Polygon' ? coordinates[0] : type === 'Point' ? [coordinates] : coordinates;
  const points = Array.isArray(flat) ? flat.filter(isPosition).map(flip) : [];
  return type === 'Polygon' ? points.slice(0, -1) : points;
}

const slug = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function text(value: unknown): Text {
  const sides = typeof value === 'object' && value !== null ? (value as Partial<Text>) : {};
  return { id: slug(sides.id) ?? '', en: slug(sides.en) ?? '' };
}

function displayPoint(value: unknown): Point | null {
  const coordinates =
    typeof value === 'object' && value !== null ? (value as { coordinates?: unknown }).coordinates : null;
  return isPosition(coordinates) ? flip(coordinates) : null;
}

const category = (feature: Feature): string => slug(feature.properties.category) ?? '';

function area(feature: Feature): Area[] {
  const ring = positions(feature.geometry);
  if (ring.length < 3) return [];
  const box = boxAround(ring);
  return [
    {
      id: feature.id,
      category: category(feature),
      name: text(feature.properties.name),
      ring,
      box,
      at: displayPoint(feature.properties.display_point) ?? centre(box),
      code: slug(feature.properties.code),
      exhibitor: slug(feature.properties.exhibitor_id),
    },
  ];
}

function line(feature: Feature): Line[] {
  const [from, to] = positions(feature.geometry);
  if (!from || !to) return [];
  return [
    { id: feature.id, category: category(feature), name: text(feature.properties.name), ends: [from, to] },
  ];
}

function spot(feature: Feature): Spot[] {
  const [at] = positions(feature.geometry);
  if (!at) return [];
  const { name, unit_id } = feature.properties;
  return [{ id: feature.id, category: category(feature), name: text(name), at, unit: slug(unit_id) }];
}

function stand(booth: Booth): Stand[] {
  const ring = positions(booth.geometry);
  if (ring.length < 3) return [];
  return [
    {
      id: booth.id,
      category: booth.category,
      name: booth.name,
      ring,
      box: boxAround(ring),
      at: flip(booth.display_point),
      exhibitor: booth.exhibitor,
      code: booth.code,
      kind: kindOf(booth.category),
    },
  ];
}

/** The floor's plan with its booths, ready to draw; features without a usable geometry are left out. */
export function readPlan(floor: Floor, booths: Iterable<Booth>): FloorPlan {
  const of = (type: Feature['feature_type']) =>
    floor.plan.features.filter(feature => feature.feature_type === type);
  const units = of('unit').flatMap(area);
  const outline = of('level').flatMap(area);
  const openings = of('opening').flatMap(line);
  const walled = new Set(of('unit').flatMap(unit => (unit.properties.walls === true ? [unit.id] : [])));
  const gaps = openings.map(opening => opening.ends);
  const everything = [...outline, ...units].map(shape => shape.box);
  return {
    id: floor.id,
    bounds: everything.length > 0 ? union(everything) : { left: 0, top: 0, right: 1, bottom: 1 },
    outline: outline.map(shape => shape.ring),
    units,
    kiosks: of('kiosk').flatMap(area),
    fixtures: of('fixture').flatMap(area),
    stands: [...booths].filter(booth => booth.floor === floor.id).flatMap(stand),
    openings,
    walls: units
      .filter(unit => walled.has(unit.id))
      .flatMap(unit => edgesOf(unit.ring))
      .flatMap(edge => cutOpenings(edge, gaps)),
    spots: of('amenity').flatMap(spot),
  };
}
