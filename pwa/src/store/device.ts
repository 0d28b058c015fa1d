import { type Outcome, readProblem } from '../shared/problem';
import { starAction } from './actions';
import { withDatabase } from './db';
import { locked } from './lock';
import type { World } from './sync';

const API = '/api/v1';
const LOCK = 'companion-device';
const IDENTITY = 'identity';
const PATIENCE_MS = 30_000;

/** The keys under which this phone keeps what the server was last known to know of it. */
export const KEPT = {
  /** The subscription that the server holds. */
  subscription: 'subscription',
  /** The preferences that the server holds. */
  preferences: 'preferences',
  /** Up to where the personal inbox has been fetched. */
  inbox: 'inbox-sequence',
} as const;

/** How the server knows this phone. */
interface Identity {
  device_id: string;
  token: string;
}

export type Fetch = World['fetch'];

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
      // Bearer calls must not depend on an organizer's cookie.
      credentials: 'omit',
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

/** Keeps a new identity, under which the server knows nothing yet of what the one before had told it. */
function keepIdentity(identity: Identity): Promise<void> {
  return withDatabase(async db => {
    const writing = db.transaction(['device', 'stars', 'outbox'], 'readwrite');
    const device = writing.objectStore('device');
    const outbox = writing.objectStore('outbox');
    const waits: Promise<unknown>[] = [
      device.put(identity, IDENTITY),
      device.delete(KEPT.preferences),
      device.delete(KEPT.inbox),
    ];
    // An endpoint that no browser gives has the next repair send the one in use.
    if (await device.get(KEPT.subscription)) {
      waits.push(device.put({ endpoint: '', key: '' }, KEPT.subscription));
    }
    const waiting = new Set(
      (await outbox.getAll()).map(({ body }) => (body as { session?: string })?.session),
    );
    for (const star of await writing.objectStore('stars').getAll()) {
      if (star.starred && !waiting.has(star.session)) waits.push(outbox.put(starAction(star)));
    }
    await Promise.all([...waits, writing.done]);
  });
}

/** Introduces this phone unless that has been done; `refused` is a token the server no longer knows. */
function introduce(fetch: Fetch, refused: string | null): Promise<Outcome<Identity>> {
  // Two tabs that introduce themselves at once would be two phones.
  return locked(LOCK, async () => {
    const known = await readOwn<Identity>(IDENTITY);
    if (known !== null && known.token !== refused) return { ok: true, value: known };
    const outcome = await request<Identity>(fetch, 'POST', '/devices', {});
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
  const ask = (identity: Identity) =>
    request<T>(fetch, method, path, {
      headers: {
        Authorization: `Bearer ${identity.token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(asPerson ? { credentials: 'same-origin' } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const identity = await introduce(fetch, null);
  if (!identity.ok) return identity;
  const first = await ask(identity.value);
  // Where a person is asked for too, a 401 may speak of them.
  if (asPerson || first.ok || first.problem.kind !== 'refused' || first.problem.status !== 401) return first;
  const anew = await introduce(fetch, identity.value.token);
  return anew.ok ? ask(anew.value) : anew;
}
