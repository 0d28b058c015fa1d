import type { Outcome } from '../shared/problem';
import { withDatabase } from './db';
import { callWith, type Errand, type Fetch, KEPT, readOwn } from './device';
import { forgetPhone } from './forget';
import { locked } from './lock';
import type { StoreName, Write } from './schema';

const LOCK = 'companion-errands';
const TOO_OFTEN = 429;
const STORES: StoreName[] = ['device'];

/** Keeps errands until the server has heard of them, inside the caller's transaction. */
export async function putErrands(writing: Write, errands: readonly Errand[]): Promise<void> {
  const device = writing.objectStore('device');
  const kept = ((await device.get(KEPT.errands)) as Errand[] | undefined) ?? [];
  await device.put([...kept, ...errands], KEPT.errands);
}

/** Keeps an errand until the server has heard of it. */
export function keepErrand(errand: Errand): Promise<void> {
  return withDatabase(async db => {
    const writing = db.transaction(STORES, 'readwrite');
    await putErrands(writing, [errand]);
    await writing.done;
  });
}

/** Forgets an errand that is settled or has lost its sense. */
export function dropErrand({ kind, token }: Errand): Promise<void> {
  return withDatabase(async db => {
    const writing = db.transaction('device', 'readwrite');
    const kept = ((await writing.store.get(KEPT.errands)) as Errand[] | undefined) ?? [];
    const left = kept.filter(each => each.kind !== kind || each.token !== token);
    await Promise.all([
      left.length > 0 ? writing.store.put(left, KEPT.errands) : writing.store.delete(KEPT.errands),
      writing.done,
    ]);
  });
}

/** Returns whether the server has answered for good; what it refuses today it will refuse tomorrow. */
function isFinal(outcome: Outcome<unknown>): boolean {
  if (outcome.ok) return true;
  const { problem } = outcome;
  return problem.kind === 'refused' && problem.status < 500 && problem.status !== TOO_OFTEN;
}

/** Asks whether another phone has taken this one's place, and empties this one if so; returns whether that is clear. */
async function settleMove(fetch: Fetch, token: string, link: string): Promise<boolean> {
  const outcome = await callWith<{ state: string }>(fetch, token, 'GET', `/device/links/${link}`);
  if (outcome.ok) return outcome.value.state !== 'confirmed';
  const isGone = outcome.problem.kind === 'refused' && outcome.problem.status === 401;
  if (isGone) await forgetPhone();
  return isFinal(outcome);
}

async function run(fetch: Fetch, errand: Errand): Promise<boolean> {
  const { kind, token } = errand;
  if (kind === 'erase') return isFinal(await callWith(fetch, token, 'DELETE', '/device'));
  if (kind === 'moved') return settleMove(fetch, token, errand.link);
  return isFinal(await callWith(fetch, token, 'POST', `/links/${errand.link}/received`));
}

/** Does what the server must still be told under tokens of its own; returns whether nothing of it is left. */
export function runErrands(fetch: Fetch): Promise<boolean> {
  return locked(LOCK, async () => {
    let isDone = true;
    for (const errand of (await readOwn<Errand[]>(KEPT.errands)) ?? []) {
      if (await run(fetch, errand)) await dropErrand(errand);
      else isDone = false;
    }
    return isDone;
  });
}
