import { COLLECTIONS, type Collection } from '../shared/collections';
import { onChange } from './changes';
import { loadMarks } from './marks';
import { loadNews } from './news';
import { loadOpinions } from './opinions';
import { loadOwn } from './own';
import { loadPlaces } from './places';
import { loadPrefs } from './prefs';
import { type Contents, readCollections } from './records';
import { freshness, publishSnapshot } from './signals';
import { emptyMaps, type Maps, snapshotOf } from './snapshot';

let maps: Maps = emptyMaps;
let queue: Promise<void> = Promise.resolve();

async function read(names: readonly Collection[], written?: Contents): Promise<void> {
  const { standing, maps: changed } = written ?? (await readCollections(names));
  if (names.includes('sessions')) await loadNews();
  maps = { ...maps, ...changed };
  publishSnapshot(snapshotOf(maps, standing));
  const { state, syncedAt } = freshness.value;
  if (standing.syncedAt !== null && standing.syncedAt !== syncedAt) {
    freshness.value = { state: state === 'syncing' ? state : 'fresh', syncedAt: standing.syncedAt };
  }
}

/** Runs reads one after the other, so that an older one never overtakes a newer. */
function readNext(names: readonly Collection[], written?: Contents): Promise<void> {
  queue = queue.then(
    () => read(names, written),
    () => read(names, written),
  );
  return queue;
}

/** Waits until the signals hold all that has been announced so far. */
export function mirrored(): Promise<void> {
  return queue.catch(() => undefined);
}

/** Fills the signals from the phone's database. */
export async function readAll(): Promise<void> {
  await Promise.all([
    loadPrefs(),
    loadMarks(),
    loadOwn(),
    loadOpinions(),
    loadPlaces(),
    readNext(COLLECTIONS),
  ]);
}

/** Fills the signals from the phone's database and keeps them up with every change, wherever it is made. */
export async function startMirror(): Promise<void> {
  onChange(change => {
    if (change.own)
      void Promise.all([loadPrefs(), loadMarks(), loadOwn(), loadNews(), loadOpinions()]).catch(
        () => undefined,
      );
    else void readNext(change.collections, change.contents).catch(() => undefined);
  });
  await readAll();
}
