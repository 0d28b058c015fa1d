import { localText, t } from '../i18n/index';
import type { Floor, Text } from '../shared/document';
import type { Place } from './places';

export const words = (text: Text): string => localText(text).value;

/** Returns the one line that stands under a place's name: what it offers and where it is. */
export function describe(place: Place, floors: ReadonlyMap<string, Floor>): string {
  const floor = floors.get(place.floor);
  const level = floor ? words(floor.short_name) : '';
  const parts =
    place.type === 'booth'
      ? [place.services.map(service => words(service.name)).join(', ') || kindName(place)]
      : place.type === 'room'
        ? [t('map.room')]
        : [t(`map.side.${place.side}`)];
  return [level, ...parts].filter(Boolean).join(' · ');
}

function kindName(place: Place & { type: 'booth' }): string {
  if (!place.exhibitor) return t('map.free');
  return place.kind ? t(`map.kind.${place.kind}`) : '';
}
