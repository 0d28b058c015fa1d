import { Chip, Chips } from '../components/chips';
import { KINDS } from './kinds';
import { KindLetter, ServiceMark } from './place-tile';
import { type Filter, type Place, passes } from './places';
import { w } from './words';

/** Returns the chips that leave some places over: on-site services, each kind of exhibitor, facilities. */
export function Filters({
  filter,
  places,
  onFilter,
}: {
  filter: Filter;
  places: readonly Place[];
  onFilter: (filter: Filter) => void;
}) {
  const count = (each: Filter): number =>
    places.filter(place => (each === 'all' ? place.type === 'booth' && place.exhibitor : passes(place, each)))
      .length;
  const choose = (each: Filter) => () => onFilter(each === filter ? 'all' : each);
  return (
    <Chips label={w('map.filter')}>
      <Chip pressed={filter === 'all'} count={count('all')} onClick={choose('all')}>
        {w('map.filter.all')}
      </Chip>
      <Chip pressed={filter === 'service'} count={count('service')} onClick={choose('service')}>
        <ServiceMark />
        {w('map.filter.service')}
      </Chip>
      {KINDS.filter(kind => count(kind) > 0).map(kind => (
        <Chip key={kind} pressed={filter === kind} count={count(kind)} onClick={choose(kind)}>
          <KindLetter kind={kind} />
          {w(`map.kind.${kind}`)}
        </Chip>
      ))}
      <Chip pressed={filter === 'facility'} count={count('facility')} onClick={choose('facility')}>
        {w('map.filter.facility')}
      </Chip>
    </Chips>
  );
}
