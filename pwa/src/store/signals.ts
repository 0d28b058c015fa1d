import { type Signal, signal } from '@preact/signals';
import { setVenueZone } from '../shared/time';
import { emptySnapshot, type Snapshot } from './snapshot';

export type { Snapshot } from './snapshot';

export interface Freshness {
  state: 'empty' | 'fresh' | 'offline' | 'syncing' | 'failed';
  /** Milliseconds since 1970 of the last answer from the server. */
  syncedAt: number | null;
}

export const store: Signal<Snapshot> = signal(emptySnapshot);

/** Whether the phone's own database has been read, so that "empty" means empty. */
export const loaded: Signal<boolean> = signal(false);

/** How far the store may be behind the server, said honestly. */
export const freshness: Signal<Freshness> = signal({ state: 'empty', syncedAt: null });

/** Whether the server's document asks for a newer version of the app. */
export const appTooOld: Signal<boolean> = signal(false);

/** Milliseconds since 1970, moved at every full minute. */
export const now: Signal<number> = signal(Date.now());

/** Returns what `select` takes from the store, anew whenever the store changes. */
export function useStore<T>(select: (store: Snapshot) => T): T {
  return select(store.value);
}

export function publishSnapshot(snapshot: Snapshot): void {
  if (snapshot.event) setVenueZone(snapshot.event.time_zone);
  store.value = snapshot;
  loaded.value = true;
}
