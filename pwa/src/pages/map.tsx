import { useMemo } from 'preact/hooks';
import { useTitle } from '../components/arrival';
import { Empty } from '../components/empty';
import { Skeleton } from '../components/skeleton';
import { Words } from '../components/words';
import { locale } from '../i18n/index';
import { openPlace, useMapAddress } from '../map/address';
import { words } from '../map/describe';
import { Filters } from '../map/filters';
import { find, indexOf } from '../map/find';
import styles from '../map/map.module.css';
import { PlaceList } from '../map/place-list';
import { passes, readAtlas } from '../map/places';
import { PlanScreen } from '../map/plan-screen';
import { SearchBar } from '../map/search-bar';
import { w } from '../map/words';
import { floorsInOrder } from '../store/select';
import { loaded, useStore } from '../store/signals';

function useAtlas() {
  const store = useStore(snapshot => snapshot);
  const { floors, booths, exhibitors, services, rooms } = store;
  const language = locale.value;
  return useMemo(() => {
    const atlas = readAtlas(store, words);
    return {
      atlas,
      index: indexOf(atlas.places),
      levels: new Map(floorsInOrder(store).map(each => [each.id, each])),
    };
  }, [floors, booths, exhibitors, services, rooms, language]);
}

/** Returns the map: the drawn plan of a floor, or the same places as lists. */
export function MapPage() {
  const address = useMapAddress();
  const { atlas, index, levels } = useAtlas();
  const { query, filter } = address;
  const place = openPlace(query, atlas.places);
  const found = useMemo(() => find(index, query.q ?? ''), [index, query.q]);
  const plan = atlas.plans.get(query.floor ?? place?.floor ?? '') ?? atlas.plans.values().next().value;
  useTitle(w('map.title'));

  if (!plan) {
    return loaded.value ? (
      <Empty heading="h1" title={w('map.empty')} icon="map">
        {w('map.empty_text')}
      </Empty>
    ) : (
      <Skeleton />
    );
  }
  if (!address.isList)
    return (
      <PlanScreen atlas={atlas} plan={plan} floors={levels} address={address} place={place} found={found} />
    );
  const notice = levels.get(plan.id)?.notice;
  return (
    <div class={styles.listTop}>
      <h1 class="vh" tabIndex={-1}>
        {w('map.title')}
      </h1>
      <SearchBar address={address} found={found} floors={levels} />
      <Filters
        filter={filter}
        places={atlas.places}
        onFilter={next => address.change({ filter: next === 'all' ? null : next })}
      />
      <PlaceList
        places={(query.q ? found : atlas.places).filter(each => passes(each, filter))}
        floors={levels}
        address={address}
      />
      {notice ? <Words text={notice} as="p" class={styles.note} /> : null}
    </div>
  );
}
