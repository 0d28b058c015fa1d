import { type Outcome, readProblem } from '../shared/problem';
import { withDatabase } from './db';
import type { World } from './sync';

const API = '/api/v1';
const LOCK = 'companion-device';
const IDENTITY = 'identity';

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
    // Bearer calls must not depend on an organizer's cookie.
    response = await fetch(API + path, { method, cache: 'no-store', credentials: 'omit', ...init });
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

/** Introduces this phone unless that has been done; `refused` is a token the server no longer knows. */
function introduce(fetch: Fetch, refused: string | null): Promise<Outcome<Identity>> {
  const work = async (): Promise<Outcome<Identity>> => {
    const known = await readOwn<Identity>(IDENTITY);
    if (known !== null && known.token !== refused) return { ok: true, value: known };
    const outcome = await request<Identity>(fetch, 'POST', '/devices', {});
    if (outcome.ok) await writeOwn(IDENTITY, outcome.value);
    return outcome;
  };
  // Two tabs that introduce themselves at once would be two phones.
  const locks = globalThis.navigator?.locks;
  return locks ? locks.request(LOCK, work) : work();
}

/**
 * Calls the API as this phone, introducing it first when that has not been done, and anew when the server no
 * longer knows its token.
 */
export async function callAsDevice<T>(
  fetch: Fetch,
  method: string,
  path: string,
  body?: unknown,
): Promise<Outcome<T>> {
  const ask = (identity: Identity) =>
    request<T>(fetch, method, path, {
      headers: {
        Authorization: `Bearer ${identity.token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const identity = await introduce(fetch, null);
  if (!identity.ok) return identity;
  const first = await ask(identity.value);
  if (first.ok || first.problem.kind !== 'refused' || first.problem.status !== 401) return first;
  const anew = await introduce(fetch, identity.value.token);
  return anew.ok ? ask(anew.value) : anew;
}
