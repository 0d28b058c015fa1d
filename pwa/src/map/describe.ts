import { localText } from '../i18n/index';
import type { Floor, Text } from '../shared/document';
import type { Place } from './places';
import { w } from './words';

export const words = (text: Text): string => localText(text).value;

/** Returns the one line that stands under a place's name: what it offers and where it is. */
export function describe(place: Place, floors: ReadonlyMap<string, Floor>): string {
  const floor = floors.get(place.floor);
  const level = floor ? words(floor.short_name) : '';
  const parts =
    place.type === 'booth'
      ? [place.services.map(service => words(service.name)).join(', ') || kindName(place)]
      : place.type === 'room'
        ? [w('map.room')]
        : [w(`map.side.${place.side}`)];
  return [level, ...parts].filter(Boolean).join(' · ');
}

function kindName(place: Place & { type: 'booth' }): string {
  if (!place.exhibitor) return w('map.free');
  return place.kind ? w(`map.kind.${place.kind}`) : '';
}
