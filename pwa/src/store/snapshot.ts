import { COLLECTIONS, type Collection, type Records } from '../shared/collections';
import type { Award, Event } from '../shared/document';
import { NOWHERE, type Standing } from './apply';

export type Maps = { readonly [C in Collection]: ReadonlyMap<string, Records[C]> };

/** The phone's store in memory: every collection by id, and where it stands. */
export interface Snapshot extends Omit<Maps, 'event' | 'awards'> {
  readonly epoch: string | null;
  readonly revision: number;
  /** Whether the long texts are still to come. */
  readonly isOutline: boolean;
  readonly event: Event | null;
  readonly awards: Award | null;
}

export const emptyMaps: Maps = Object.fromEntries(
  COLLECTIONS.map(name => [name, new Map()]),
) as unknown as Maps;

/** Returns the snapshot that pages read, from the collections and where they stand. */
export function snapshotOf(maps: Maps, { epoch, revision, outline }: Standing): Snapshot {
  const first = <T>(map: ReadonlyMap<string, T>): T | null => map.values().next().value ?? null;
  return {
    ...maps,
    epoch,
    revision,
    isOutline: outline === true,
    event: first(maps.event),
    awards: first(maps.awards),
  };
}

export const emptySnapshot: Snapshot = snapshotOf(emptyMaps, NOWHERE);
