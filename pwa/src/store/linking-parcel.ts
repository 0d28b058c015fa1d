import type { Asked, Contact, Rating, Vote } from '../shared/personal';
import { millis } from '../shared/time';
import { type KeptFeed, keptFeed } from './calendar';
import { announceChange } from './changes';
import { withDatabase } from './db';
import { DEVICE_LOCK, type Errand, IDENTITY, type Identity, KEPT, putIdentity } from './device';
import { putErrands } from './errands';
import { locked } from './lock';
import { ACTIONS_LOCK } from './outbox';
import type { Action, StoreName, Write } from './schema';
import { type Prefs, readMarks, readPrefs } from './stored-prefs';

/** What lives only on a phone, or not yet at the server, as another phone is sent it. Later versions may add to it. */
export interface Parcel {
  prefs: Partial<Prefs>;
  marks: string[];
  asked: Asked[];
  votes: Vote[];
  ratings: Rating[];
  contacts: Contact[];
  /** What a phone that is given up has not yet sent. */
  outbox: Action[];
  /** The path of the visitor's own calendar, which goes with a phone that is given up. */
  calendar: string | null;
}

const STORES: StoreName[] = ['device', 'prefs', 'outbox', 'stars', 'asked', 'votes', 'ratings', 'contacts'];

/** Returns what this phone hands on; a phone that stays sends by itself what waits. */
export async function packParcel(move: boolean): Promise<Parcel> {
  const [prefs, marks] = await Promise.all([readPrefs(), readMarks()]);
  const [asked, votes, ratings, contacts, outbox] = await withDatabase(db =>
    Promise.all([
      db.getAll('asked'),
      db.getAll('votes'),
      db.getAll('ratings'),
      db.getAll('contacts'),
      db.getAll('outbox'),
    ]),
  );
  const unsent = move ? outbox.filter(action => action.kind !== 'receipt') : [];
  const calendar = move ? await keptFeed() : null;
  return { prefs, marks, asked, votes, ratings, contacts, outbox: unsent, calendar };
}

function list<T>(value: unknown): T[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'object' && each !== null) : [];
}

/** Returns what was unsealed as a parcel: an older phone may not have packed all of it. */
export function readParcel(value: unknown): Parcel {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    prefs: (typeof given.prefs === 'object' && given.prefs !== null ? given.prefs : {}) as Partial<Prefs>,
    marks: Array.isArray(given.marks) ? given.marks.filter(each => typeof each === 'string') : [],
    asked: list(given.asked),
    votes: list(given.votes),
    ratings: list(given.ratings),
    contacts: list(given.contacts),
    outbox: list(given.outbox),
    calendar: typeof given.calendar === 'string' ? given.calendar : null,
  };
}

async function mergePrefs(writing: Write, { prefs, marks }: Parcel): Promise<void> {
  const store = writing.objectStore('prefs');
  const mine = ((await store.get('prefs')) ?? {}) as Partial<Prefs>;
  const inboxSeenAt = Math.max(mine.inboxSeenAt ?? 0, prefs.inboxSeenAt ?? 0);
  await store.put({ ...mine, ...prefs, inboxSeenAt }, 'prefs');
  const own = await store.get('marks');
  await store.put([...new Set([...(Array.isArray(own) ? own : []), ...marks])], 'marks');
}

/** Adds what the other phone said; of two sayings about the same thing the later one stays. */
async function mergeSaid(writing: Write, { asked, votes, ratings, outbox }: Parcel): Promise<void> {
  for (const each of asked) await writing.objectStore('asked').put(each);
  for (const each of votes) {
    const mine = await writing.objectStore('votes').get(each.question);
    if (!mine || millis(each.at) > millis(mine.at)) await writing.objectStore('votes').put(each);
  }
  for (const each of ratings) {
    const mine = await writing.objectStore('ratings').get(each.session);
    if (!mine || millis(each.at) > millis(mine.at)) await writing.objectStore('ratings').put(each);
  }
  for (const each of outbox) await writing.objectStore('outbox').put(each);
}

/** Adds the other phone's contacts; of two states of one, deleted among them, the later stays. */
async function mergeContacts(writing: Write, { contacts }: Parcel): Promise<void> {
  const store = writing.objectStore('contacts');
  for (const each of contacts) {
    const mine = await store.get(each.id);
    if (!mine || millis(each.at) > millis(mine.at)) await store.put(each);
  }
}

/**
 * Makes this phone one of the other's visitor, in one transaction: what it has said before is told again under
 * the new identity, what the other sent is merged in, and the server is to hear that it arrived and to forget
 * whom it knew this phone as.
 */
export async function joinVisitor(identity: Identity, link: string, parcel: Parcel): Promise<void> {
  const join = () =>
    withDatabase(async db => {
      const writing = db.transaction(STORES, 'readwrite');
      const former = (await writing.objectStore('device').get(IDENTITY)) as Identity | undefined;
      const errands: Errand[] = [{ kind: 'received', token: identity.token, link }];
      if (former && former.token !== identity.token) errands.push({ kind: 'erase', token: former.token });
      await putIdentity(writing, identity);
      await putErrands(writing, errands);
      if (parcel.calendar !== null) {
        const feed: KeptFeed = { path: parcel.calendar, device: identity.device_id };
        await writing.objectStore('device').put(feed, KEPT.calendar);
      }
      await mergePrefs(writing, parcel);
      await mergeSaid(writing, parcel);
      await mergeContacts(writing, parcel);
      await writing.done;
    });
  // What is being sent at this moment counts as told, and would be told to nobody but the former identity.
  await locked(ACTIONS_LOCK, () => locked(DEVICE_LOCK, join));
  announceChange({ collections: [], own: true });
}
