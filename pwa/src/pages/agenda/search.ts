import { useEffect, useMemo, useState } from 'preact/hooks';
import { whenIdle } from '../../idle';
import type { Found, SearchIndex } from '../../store/search/index';
import type { Snapshot } from '../../store/snapshot';
import { reloadForMissingPart } from '../../update';

type Search = typeof import('../../store/search/index');

/** Fewer letters find next to everything. */
export const SHORTEST = 2;

interface Ready {
  of: Snapshot;
  search: Search;
  index: SearchIndex;
}

const PARTS = ['sessions', 'speakers', 'rooms', 'tracks', 'tags'] as const;

/** Returns whether the two hold the same texts: what is published anew keeps the collections that did not change. */
function isSame(a: Snapshot, b: Snapshot): boolean {
  return PARTS.every(part => a[part] === b[part]);
}

const turns = {
  pause: () => new Promise<void>(resolve => void whenIdle(() => resolve())),
  clock: () => performance.now(),
};

let latest: Ready | null = null;
let building: { of: Snapshot; ready: Promise<Ready> } | null = null;

/** Returns the index over a store's texts, which all that ask for it share. */
function indexOf(store: Snapshot): Promise<Ready> {
  if (building && isSame(building.of, store)) return building.ready;
  const fetched = import('../../store/search/index');
  fetched.catch(() => reloadForMissingPart().catch(() => undefined));
  const ready = fetched.then(async search => {
    latest = { of: store, search, index: await search.buildIndex(store, turns) };
    return latest;
  });
  const begun = { of: store, ready };
  building = begun;
  ready.catch(() => {
    if (building === begun) building = null;
  });
  return ready;
}

/**
 * Returns what a query finds, by session; null while nothing is asked, undefined until the first index is ready. The
 * index is begun once `isWanted`, and a newer store is searched in the older index until its own is built.
 */
export function useSearch(store: Snapshot, query: string, isWanted: boolean): Found | null | undefined {
  const [ready, setReady] = useState(latest);
  const isCurrent = ready !== null && isSame(ready.of, store);
  const asked = query.trim();
  useEffect(() => {
    if (!isWanted || isCurrent) return;
    let isAwaited = true;
    indexOf(store).then(
      made => isAwaited && setReady(made),
      () => undefined,
    );
    return () => {
      isAwaited = false;
    };
    // With each letter anew: where the network let the code not come, the next may bring it.
  }, [isWanted, isCurrent, store, asked]);
  return useMemo(() => {
    if (asked.length < SHORTEST) return null;
    return ready ? ready.search.find(ready.index, asked) : undefined;
  }, [asked, ready]);
}
