import type { Star } from '../shared/personal';
import { millis } from '../shared/time';
import { starAction } from './actions';
import { announceChange } from './changes';
import { withDatabase } from './db';
import { callAsDevice, type Fetch } from './device';
import type { Action } from './schema';

/** Returns the stars kept on this phone, those taken off included. */
export function readStars(): Promise<Star[]> {
  return withDatabase(db => db.getAll('stars'));
}

function sessionOf({ kind, body }: Action): string | null {
  const { session } = (body ?? {}) as { session?: string };
  return kind === 'star' || kind === 'unstar' ? (session ?? null) : null;
}

/** Sets or takes off a star on the phone at once, and keeps the action by which the server will learn of it. */
export async function keepStar(star: Star): Promise<void> {
  await withDatabase(async db => {
    const writing = db.transaction(['stars', 'outbox'], 'readwrite');
    const outbox = writing.objectStore('outbox');
    const older = (await outbox.getAll()).filter(action => sessionOf(action) === star.session);
    const wait = Promise.all([
      writing.objectStore('stars').put(star),
      // Only the last of several changes of mind counts.
      ...older.map(action => outbox.delete(action.id)),
      outbox.put(starAction(star)),
      writing.done,
    ]);
    // A page that is left now takes with it what it has not yet committed.
    writing.commit();
    await wait;
  });
  announceChange({ collections: [], own: true });
}

type Stars = ReadonlyMap<string, Star>;

function isSame(a: Star | undefined, b: Star | undefined): boolean {
  return (
    a?.starred === b?.starred &&
    a?.reminder_minutes === b?.reminder_minutes &&
    (a && millis(a.at)) === (b && millis(b.at))
  );
}

/**
 * Returns those of `told` that are news to a phone that keeps `known` and has not yet sent those of `unsent`. The
 * server settles which word is the later one: this phone's clock may be fast, and its own time then lies ahead of all.
 */
export function newsOf(told: readonly Star[], known: Stars, unsent: ReadonlySet<string>): Star[] {
  return told.filter(star => !unsent.has(star.session) && !isSame(star, known.get(star.session)));
}

/** What the phone keeps of stars at one moment, and of which sessions it has not yet sent them. */
interface Kept {
  known: Stars;
  unsent: ReadonlySet<string>;
}

function keptOf(stars: readonly Star[], outbox: readonly Action[]): Kept {
  return {
    known: new Map(stars.map(star => [star.session, star])),
    unsent: new Set(outbox.flatMap(each => sessionOf(each) ?? [])),
  };
}

/** Takes over what another device of this visitor starred; returns whether the server could be asked. */
export async function fetchStars(fetch: Fetch): Promise<boolean> {
  const before = await withDatabase(async db => keptOf(await db.getAll('stars'), await db.getAll('outbox')));
  const outcome = await callAsDevice<{ stars: Star[] }>(fetch, 'GET', '/device/stars');
  if (!outcome.ok) return false;
  const told = outcome.value?.stars ?? [];
  const news = await withDatabase(async db => {
    const writing = db.transaction(['stars', 'outbox'], 'readwrite');
    const stars = writing.objectStore('stars');
    const { known, unsent } = keptOf(await stars.getAll(), await writing.objectStore('outbox').getAll());
    // What was said or sent while the server was asked may be later than its answer.
    const moved = [...known].flatMap(([session, star]) =>
      isSame(star, before.known.get(session)) ? [] : [session],
    );
    const found = newsOf(told, known, new Set([...unsent, ...before.unsent, ...moved]));
    await Promise.all([...found.map(star => stars.put(star)), writing.done]);
    return found.length;
  });
  if (news > 0) announceChange({ collections: [], own: true });
  return true;
}
