import { IconButton } from '../components/button';
import { Icon } from '../components/icon';
import { Words } from '../components/words';
import type { Floor } from '../shared/document';
import type { MapAddress } from './address';
import { describe } from './describe';
import { PlaceTile } from './place-tile';
import type { Place } from './places';
import styles from './search.module.css';
import { w } from './words';

const MOST = 12;

function Results({
  found,
  address,
  floors,
}: {
  found: readonly Place[];
  address: MapAddress;
  floors: ReadonlyMap<string, Floor>;
}) {
  return (
    <div class={styles.results}>
      <p class="vh" role="status">
        {w('map.found', { n: found.length })}
      </p>
      {found.length === 0 ? <p class={styles.nothing}>{w('map.found_nothing')}</p> : null}
      <ul>
        {found.slice(0, MOST).map(place => (
          <li key={`${place.type} ${place.id}`}>
            <button type="button" class={styles.result} onClick={() => address.open(place)}>
              <PlaceTile place={place} />
              <span class={styles.words}>
                <Words text={place.name} class={styles.name} />
                <span class={styles.meta}>{describe(place, floors)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Returns the search field with its results below, and the switch between plan and list. */
export function SearchBar({
  address,
  found,
  floors,
}: {
  address: MapAddress;
  found: readonly Place[];
  floors: ReadonlyMap<string, Floor>;
}) {
  const { query, isList } = address;
  const shown = query.q ?? '';
  const ask = (q: string): void => address.change({ q });
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    const [best] = found;
    if (best) address.open(best);
  };
  return (
    <search class={styles.search}>
      <form class={styles.field} onSubmit={onSubmit}>
        <Icon name="search" />
        <input
          class={styles.input}
          type="search"
          enterkeyhint="search"
          autocomplete="off"
          aria-label={w('map.search')}
          placeholder={w('map.search')}
          value={shown}
          onInput={event => ask(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Escape' || !shown) return;
            event.stopPropagation();
            ask('');
          }}
        />
        {shown ? <IconButton name="x" label={w('map.clear')} onClick={() => ask('')} /> : null}
        <IconButton
          name={isList ? 'map' : 'list'}
          label={w(isList ? 'map.show_plan' : 'map.show_list')}
          onClick={() => address.change({ view: isList ? null : 'list' })}
        />
      </form>
      {query.q && !isList ? <Results found={found} address={address} floors={floors} /> : null}
    </search>
  );
}
