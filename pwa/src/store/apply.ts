import {
  APP,
  type Changes,
  COLLECTIONS,
  type Collection,
  type Delta,
  SCHEMA,
  type Stored,
  type SyncDocument,
} from '../shared/collections';

/** Where the phone's store stands. */
export interface Standing {
  epoch: string | null;
  revision: number;
  /** Whether the long texts are still to come; a store written by an older app does not say. */
  outline?: boolean;
  /** Whether the event's data were given up for want of space and are still to come again. */
  isShed?: boolean;
  /** The highest revision of this epoch heard of by push; above `revision`, a delta is due. */
  heard: number;
  /** How many pushes could not bring the store up by themselves, and how many of them a sync has answered. */
  hints: number;
  answered: number;
  /** The server's public key for push, base64url. */
  vapidPublicKey: string | null;
  /** The last answer's ETag and the address it belongs to. */
  etag: { address: string; value: string } | null;
  /** Milliseconds since 1970: when the last successful sync was asked and when it was answered. */
  askedAt: number | null;
  syncedAt: number | null;
}

export const NOWHERE: Standing = {
  epoch: null,
  revision: 0,
  heard: 0,
  hints: 0,
  answered: 0,
  vapidPublicKey: null,
  etag: null,
  askedAt: null,
  syncedAt: null,
};

/** Changes from `base` up to `revision` of an epoch: a delta or a push's patch. */
export interface Step {
  epoch: string;
  base: number;
  revision: number;
  changes: Changes | null;
}

/** What the store knows of one id: the revision of its record, or of its tombstone, or 0. */
export type Known = (collection: Collection, id: string) => number;

export interface Put {
  collection: Collection;
  record: Stored;
}

export interface Drop {
  collection: Collection;
  id: string;
  revision: number;
}

/** What to write to the store. */
export interface Writes {
  standing: Standing;
  puts: Put[];
  drops: Drop[];
}

/** Returns whether the store is known to be behind the server, so that a delta is due at the next chance. */
export function isStale(standing: Standing): boolean {
  return (
    standing.outline === true ||
    standing.isShed === true ||
    standing.hints > standing.answered ||
    standing.heard > standing.revision
  );
}

/** Returns whether this app can read what the server sent. */
export function isReadable(header: { schema: number; min_app: number }): boolean {
  return header.schema === SCHEMA && header.min_app <= APP;
}

export function isWhole(document: SyncDocument | Delta): document is SyncDocument {
  return !('upserts' in document);
}

/** Returns the ids that a step touches, which `merge` will ask about. */
export function touched(changes: Changes): [Collection, string][] {
  return COLLECTIONS.flatMap(collection => [
    ...(changes.upserts[collection] ?? []).map((record): [Collection, string] => [collection, record.id]),
    ...(changes.deleted[collection] ?? []).map((id): [Collection, string] => [collection, id]),
  ]);
}

/**
 * Returns what a delta or patch does to a store that stands at `standing`.
 *
 * The store holds everything up to its own revision, so that only records above it can be news; among those
 * the newest wins, a tombstone counting as its step's revision. The revision moves only when the step starts
 * at or below it, for else what lies between is missing.
 */
export function merge(standing: Standing, known: Known, step: Step): Writes {
  if (step.epoch !== standing.epoch) {
    return { standing: { ...standing, hints: standing.hints + 1 }, puts: [], drops: [] };
  }
  const reaches = step.base <= standing.revision && step.changes !== null;
  const moved = {
    ...standing,
    revision: reaches ? Math.max(standing.revision, step.revision) : standing.revision,
    heard: Math.max(standing.heard, step.revision),
  };
  if (step.changes === null) return { standing: moved, puts: [], drops: [] };
  const { upserts, deleted } = step.changes;
  const newest = (collection: Collection, id: string) => Math.max(standing.revision, known(collection, id));
  const puts: Put[] = [];
  const drops: Drop[] = [];
  for (const collection of COLLECTIONS) {
    for (const record of upserts[collection] ?? []) {
      if (record.revision > newest(collection, record.id)) puts.push({ collection, record });
    }
    for (const id of deleted[collection] ?? []) {
      if (step.revision >= newest(collection, id)) drops.push({ collection, id, revision: step.revision });
    }
  }
  return { standing: moved, puts, drops };
}

/** What a sync knows of its own request: the standing it asked from, the address, and its times. */
export interface Asked {
  from: Standing;
  address: string;
  etag: string | null;
  /** The server's public key for push, where the answer told it. */
  vapidPublicKey: string | null;
  askedAt: number;
  answeredAt: number;
}

/** Returns the standing with a successful sync noted; a push that came while it was under way stays open. */
export function answered(standing: Standing, asked: Asked): Standing {
  return {
    ...standing,
    answered: Math.max(standing.answered, asked.from.hints),
    etag: asked.etag === null ? null : { address: asked.address, value: asked.etag },
    vapidPublicKey: asked.vapidPublicKey ?? standing.vapidPublicKey,
    askedAt: asked.askedAt,
    syncedAt: asked.answeredAt,
  };
}

/** Returns where a store stands that has been replaced by a whole document. */
export function replaced(standing: Standing, document: SyncDocument): Standing {
  const heard = document.epoch === standing.epoch ? standing.heard : 0;
  return {
    ...standing,
    epoch: document.epoch,
    revision: document.revision,
    outline: document.outline === true,
    isShed: false,
    // A push may have told of a later revision while the document was under way.
    heard: Math.max(heard, document.revision),
  };
}
