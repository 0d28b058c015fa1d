import type { Booth, Exhibitor, Room, Service, Text } from '../shared/document';
import { byCharacters } from '../shared/order';
import { floorsInOrder } from '../store/select';
import type { Snapshot } from '../store/snapshot';
import { type Box, boxAround, centre, type Point, union } from './geometry';
import type { Kind } from './kinds';
import { type Area, type FloorPlan, readPlan, type Stand } from './plan';

interface Somewhere {
  readonly id: string;
  readonly floor: string;
  readonly name: Text;
  /** What is drawn as chosen: the place's own shape, and a booth's counters. */
  readonly features: readonly string[];
  readonly box: Box;
}

export interface BoothPlace extends Somewhere {
  readonly type: 'booth';
  readonly code: string;
  readonly kind: Kind | null;
  readonly booth: Booth;
  readonly exhibitor: Exhibitor | null;
  readonly services: readonly Service[];
  readonly counters: readonly Text[];
}

export interface RoomPlace extends Somewhere {
  readonly type: 'room';
  readonly room: Room;
}

/** A toilet, a lift, an information desk: `side` of the building in thirds, west to east. */
export interface FacilityPlace extends Somewhere {
  readonly type: 'facility';
  readonly category: string;
  readonly side: 'west' | 'middle' | 'east';
}

export type Place = BoothPlace | RoomPlace | FacilityPlace;

/** The whole map: plans by floor, and every place that can be found, opened and listed. */
export interface Atlas {
  readonly plans: ReadonlyMap<string, FloorPlan>;
  readonly places: readonly Place[];
  readonly names: ReadonlyMap<string, string>;
  readonly serving: ReadonlySet<string>;
}

const NO_FACILITY = new Set([
  'counter',
  'meeting',
  'exhibition',
  'walkway',
  'circulation',
  'void',
  'nonpublic',
  'zone',
]);
const MOVING = new Set(['elevator', 'stairs', 'escalator', 'ramp']);

function boothPlace(stand: Stand, floor: string, plan: FloorPlan, store: Snapshot): BoothPlace[] {
  const booth = store.booths.get(stand.id);
  if (!booth) return [];
  const exhibitor = (booth.exhibitor && store.exhibitors.get(booth.exhibitor)) || null;
  const counters = plan.kiosks.filter(kiosk => exhibitor !== null && kiosk.exhibitor === exhibitor.id);
  return [
    {
      type: 'booth',
      id: stand.id,
      floor,
      name: exhibitor?.name ?? stand.name,
      features: [stand.id, ...counters.map(counter => counter.id)],
      box: stand.box,
      code: booth.code,
      kind: exhibitor ? stand.kind : null,
      booth,
      exhibitor,
      services: (exhibitor?.services ?? []).flatMap(id => store.services.get(id) ?? []),
      counters: counters.map(counter => counter.name),
    },
  ];
}

function roomPlace(room: Room, plans: ReadonlyMap<string, FloorPlan>): RoomPlace[] {
  const plan = room.floor === null ? undefined : plans.get(room.floor);
  const units = plan?.units.filter(unit => room.unit_ids.includes(unit.id)) ?? [];
  if (!plan || units.length === 0) return [];
  const box = union(units.map(unit => unit.box));
  return [{ type: 'room', id: room.id, floor: plan.id, name: room.name, features: room.unit_ids, box, room }];
}

function sideOf(plan: FloorPlan, [x]: Point): FacilityPlace['side'] {
  const share = (x - plan.bounds.left) / (plan.bounds.right - plan.bounds.left);
  return share < 1 / 3 ? 'west' : share > 2 / 3 ? 'east' : 'middle';
}

function facilities(plan: FloorPlan, taken: ReadonlySet<string>): FacilityPlace[] {
  const isFacility = ({ id, category }: Area): boolean =>
    !NO_FACILITY.has(category) && !MOVING.has(category) && !taken.has(id);
  const areas = [...plan.units, ...plan.kiosks].filter(isFacility);
  // A sign within a listed area tells of it its exact kind; one without stands for itself.
  const categoryOf = new Map(
    plan.spots.flatMap(spot => (spot.unit ? [[spot.unit, spot.category] as const] : [])),
  );
  const names = new Set(
    [...areas, ...plan.units.filter(unit => taken.has(unit.id))].map(area => area.name.id),
  );
  const spots = plan.spots.filter(spot => spot.unit === null && !names.has(spot.name.id));
  const facility = (id: string, name: Text, category: string, box: Box): FacilityPlace => ({
    type: 'facility',
    id,
    floor: plan.id,
    name,
    features: [id],
    box,
    category,
    side: sideOf(plan, centre(box)),
  });
  return [
    ...areas.map(area => facility(area.id, area.name, categoryOf.get(area.id) ?? area.category, area.box)),
    ...spots.map(spot => facility(spot.id, spot.name, spot.category, boxAround([spot.at]))),
  ];
}

/** Returns the map of the store's event; `words` gives a text in the reader's language. */
export function readAtlas(store: Snapshot, words: (text: Text) => string): Atlas {
  const floors = floorsInOrder(store);
  const booths = [...store.booths.values()];
  const plans = new Map(floors.map(floor => [floor.id, readPlan(floor, booths)]));
  const rooms = [...store.rooms.values()].flatMap(room => roomPlace(room, plans));
  const taken = new Set(rooms.flatMap(room => room.features));
  const stands = [...plans.values()].flatMap(plan =>
    plan.stands.flatMap(stand => boothPlace(stand, plan.id, plan, store)),
  );
  return {
    plans,
    places: [
      ...stands.sort((a, b) => byCharacters(a.code, b.code)),
      ...rooms,
      ...[...plans.values()].flatMap(plan => facilities(plan, taken)),
    ],
    names: new Map([...store.exhibitors.values()].map(each => [each.id, words(each.short_name)])),
    serving: new Set([...store.services.values()].map(service => service.exhibitor)),
  };
}

/** What the map shows: everything, who serves on the spot, one kind of exhibitor, or the facilities. */
export type Filter = 'all' | 'service' | 'facility' | Kind;

export function passes(place: Place, filter: Filter): boolean {
  if (filter === 'all') return true;
  if (filter === 'facility') return place.type === 'facility';
  return place.type === 'booth' && (filter === 'service' ? place.services.length > 0 : place.kind === filter);
}
