import { Empty } from '../components/empty';
import { LinkRow, List } from '../components/list';
import { Section } from '../components/section';
import { Words } from '../components/words';
import type { Floor } from '../shared/document';
import { links } from '../shared/links';
import type { MapAddress } from './address';
import { describe } from './describe';
import { KINDS } from './kinds';
import { PlaceTile } from './place-tile';
import type { Place } from './places';
import { w } from './words';

interface Group {
  readonly title: string;
  readonly places: readonly Place[];
}

function grouped(places: readonly Place[]): Group[] {
  const kinds = KINDS.map(kind => ({
    title: w(`map.kind.${kind}`),
    places: places.filter(place => place.type === 'booth' && place.kind === kind),
  }));
  return [
    ...kinds,
    { title: w('map.rooms'), places: places.filter(place => place.type === 'room') },
    { title: w('map.filter.facility'), places: places.filter(place => place.type === 'facility') },
    {
      title: w('map.other_booths'),
      places: places.filter(place => place.type === 'booth' && place.kind === null),
    },
  ].filter(group => group.places.length > 0);
}

/** Returns all that the plan shows as lists under headings: the map for who does not see it, or would rather read. */
export function PlaceList({
  places,
  floors,
  address,
}: {
  places: readonly Place[];
  floors: ReadonlyMap<string, Floor>;
  address: MapAddress;
}) {
  if (places.length === 0) return <Empty title={w('map.found_nothing')} icon="search" />;
  return (
    <>
      {grouped(places).map(group => (
        <Section key={group.title} title={group.title}>
          <List label={group.title}>
            {group.places.map(place => (
              <LinkRow
                key={place.id}
                href={place.type === 'booth' && place.exhibitor ? links.booth(place.id) : address.href(place)}
                lead={<PlaceTile place={place} />}
                title={<Words text={place.name} />}
                meta={describe(place, floors)}
              />
            ))}
          </List>
        </Section>
      ))}
    </>
  );
}
