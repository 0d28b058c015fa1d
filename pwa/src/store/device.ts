import { type Outcome, readProblem } from '../shared/problem';
import { retell } from './actions';
import { withDatabase } from './db';
import { locked } from './lock';
import type { StoreName, Write } from './schema';
import type { World } from './sync';

const API = '/api/v1';
/** Held by whoever reads or changes how the server knows this phone. */
export const DEVICE_LOCK = 'companion-device';
export const IDENTITY = 'identity';
const PATIENCE_MS = 30_000;

/** The keys under which this phone keeps what the server was last known to know of it. */
export const KEPT = {
  /** The subscription that the server holds. */
  subscription: 'subscription',
  /** The preferences that the server holds. */
  preferences: 'preferences',
  /** Up to where the personal inbox has been fetched. */
  inbox: 'inbox-sequence',
  /** The visitor's own calendar. */
  calendar: 'calendar-feed',
  /** What the server must still be told under tokens of its own. */
  errands: 'errands',
} as const;

/** How the server knows this phone. */
export interface Identity {
  device_id: string;
  token: string;
}

/**
 * What must still reach the server under a token that is no longer, or not only, this phone's: that a former
 * identity is erased, that what an old phone sent was received, or whether this phone's visitor has moved away.
 */
export type Errand =
  | { kind: 'erase'; token: string }
  | { kind: 'received' | 'moved'; token: string; link: string };

export type Fetch = World['fetch'];

/** The network as a page has it. */
export const pageFetch: Fetch = (address, init) => fetch(address, init);

async function request<T>(
  fetch: Fetch,
  method: string,
  path: string,
  init: RequestInit,
): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await fetch(API + path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...init,
    });
  } catch {
    return { ok: false, problem: { kind: 'unreachable' } };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) return { ok: false, problem: readProblem(response.status, answer) };
  return { ok: true, value: answer as T };
}

/** Calls the API under a token, or as nobody. */
export function callWith<T>(
  fetch: Fetch,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  credentials: RequestCredentials = 'omit',
): Promise<Outcome<T>> {
  return request<T>(fetch, method, path, {
    // Bearer calls must not depend on an organizer's cookie.
    credentials,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

export function readOwn<T>(key: string): Promise<T | null> {
  return withDatabase(async db => ((await db.get('device', key)) as T | undefined) ?? null);
}

export function writeOwn(key: string, value: unknown): Promise<void> {
  return withDatabase(async db => {
    await db.put('device', value, key);
  });
}

/** Returns whether this phone has ever introduced itself; one that has not is unknown to the server. */
export async function isIntroduced(): Promise<boolean> {
  return (await readOwn<Identity>(IDENTITY)) !== null;
}

/** The stores that a new identity touches. */
const IDENTITY_STORES: StoreName[] = ['device', 'outbox', 'stars', 'asked', 'votes', 'ratings'];

/**
 * Keeps a new identity, under which the server knows nothing yet of what the one before had told it, inside
 * the caller's transaction.
 */
export async function putIdentity(writing: Write, identity: Identity): Promise<void> {
  const [device, outbox] = [writing.objectStore('device'), writing.objectStore('outbox')];
  const said = {
    stars: await writing.objectStore('stars').getAll(),
    asked: await writing.objectStore('asked').getAll(),
    votes: await writing.objectStore('votes').getAll(),
    ratings: await writing.objectStore('ratings').getAll(),
  };
  const untold = retell(said, await outbox.getAll());
  const waits: Promise<unknown>[] = [
    device.put(identity, IDENTITY),
    device.delete(KEPT.preferences),
    device.delete(KEPT.inbox),
    ...untold.map(action => outbox.put(action)),
  ];
  // An endpoint that no browser gives has the next repair send the one in use.
  if (await device.get(KEPT.subscription)) {
    waits.push(device.put({ endpoint: '', key: '' }, KEPT.subscription));
  }
  await Promise.all(waits);
}

function keepIdentity(identity: Identity): Promise<void> {
  return withDatabase(async db => {
    const writing = db.transaction(IDENTITY_STORES, 'readwrite');
    await putIdentity(writing, identity);
    await writing.done;
  });
}

/** Returns whether the server was asked to let another phone take this one's place. */
async function mayHaveMoved(): Promise<boolean> {
  return ((await readOwn<Errand[]>(KEPT.errands)) ?? []).some(({ kind }) => kind === 'moved');
}

/** Introduces this phone unless that has been done; `refused` is a token the server no longer knows. */
function introduce(fetch: Fetch, refused: string | null): Promise<Outcome<Identity>> {
  // Two tabs that introduce themselves at once would be two phones.
  return locked(DEVICE_LOCK, async () => {
    const known = await readOwn<Identity>(IDENTITY);
    if (known !== null && known.token !== refused) return { ok: true, value: known };
    const outcome = await callWith<Identity>(fetch, null, 'POST', '/devices');
    if (outcome.ok) await keepIdentity(outcome.value);
    return outcome;
  });
}

/**
 * Calls the API as this phone, introducing it first when that has not been done, and anew when the server no
 * longer knows its token. With `asPerson` the cookie of whoever is signed in goes along.
 */
export async function callAsDevice<T>(
  fetch: Fetch,
  method: string,
  path: string,
  body?: unknown,
  asPerson = false,
): Promise<Outcome<T>> {
  const credentials = asPerson ? 'same-origin' : 'omit';
  const ask = ({ token }: Identity) => callWith<T>(fetch, token, method, path, body, credentials);
  const identity = await introduce(fetch, null);
  if (!identity.ok) return identity;
  const first = await ask(identity.value);
  // Where a person is asked for too, a 401 may speak of them.
  if (asPerson || first.ok || first.problem.kind !== 'refused' || first.problem.status !== 401) return first;
  // A phone whose visitor moved on must not come back as a stranger with their stars.
  if (await mayHaveMoved()) return first;
  const anew = await introduce(fetch, identity.value.token);
  return anew.ok ? ask(anew.value) : anew;
}
