import { byCharacters } from '../shared/order';
import { announceChange } from './changes';
import { withDatabase } from './db';
import { callAsDevice, type Fetch } from './device';
import { locked } from './lock';
import type { Action } from './schema';
import { OPINION_STORES, settleOpinion } from './stored-opinions';

/** More than this many waiting receipts are not worth a phone's space. */
const MOST_RECEIPTS = 500;

/** The most actions that the server takes at once. */
const BATCH = 200;
/** Held by whoever sends actions. */
export const ACTIONS_LOCK = 'companion-actions';
const RECEIPTS_PATIENCE_MS = 30_000;

/** What came of an action; a refused one is final as well. */
interface Answer {
  id: string;
  status: string;
  /** Why it was refused. */
  detail: string | null;
}

/** What the server cannot read today it will not read tomorrow. */
const UNREADABLE = [400, 413, 422];

/** Keeps an action until the server has confirmed it. */
export function keepAction(action: Action): Promise<void> {
  return withDatabase(async db => {
    await db.put('outbox', action);
  });
}

/** Returns the actions that wait, oldest first. */
export function waitingActions(): Promise<Action[]> {
  return withDatabase(async db => (await db.getAll('outbox')).sort((a, b) => byCharacters(a.at, b.at)));
}

/** Forgets settled actions; `verdict` says why one was refused, null when it was done. */
async function forget(actions: readonly Action[], verdict: (action: Action) => string | null): Promise<void> {
  const isTold = await withDatabase(async db => {
    const writing = db.transaction(['outbox', ...OPINION_STORES], 'readwrite');
    const outbox = writing.objectStore('outbox');
    const [noted] = await Promise.all([
      Promise.all(actions.map(action => settleOpinion(writing, action, verdict(action)))),
      ...actions.map(action => outbox.delete(action.id)),
    ]);
    await writing.done;
    return noted.includes(true);
  });
  if (isTold) announceChange({ collections: [], own: true });
}

/** Sends these actions and forgets those that are settled; returns whether to go on. */
async function sendBatch(fetch: Fetch, actions: readonly Action[]): Promise<boolean> {
  const body = actions.map(action => ({
    id: action.id,
    at: action.at,
    kind: action.kind,
    ...(action.body as object),
  }));
  const outcome = await callAsDevice<Answer[]>(fetch, 'POST', '/device/actions', body);
  if (outcome.ok) {
    const settled = new Map(
      outcome.value
        .filter(({ status }) => status === 'done' || status === 'refused')
        .map(({ id, status, detail }) => [id, status === 'refused' ? (detail ?? '') : null]),
    );
    await forget(
      actions.filter(action => settled.has(action.id)),
      action => settled.get(action.id) ?? null,
    );
    return settled.size > 0;
  }
  const { problem } = outcome;
  if (problem.kind === 'unreachable' || !UNREADABLE.includes(problem.status)) return false;
  if (actions.length === 1) {
    await forget(actions, () => problem.detail);
    return true;
  }
  // One that cannot be read must not hold up the others for ever.
  const half = Math.ceil(actions.length / 2);
  return (await sendBatch(fetch, actions.slice(0, half))) && sendBatch(fetch, actions.slice(half));
}

/** Sends the actions that wait, oldest first, and returns whether none is left; the others stay for the next time. */
export function sendActions(fetch: Fetch): Promise<boolean> {
  return locked(ACTIONS_LOCK, async () => {
    for (;;) {
      const waiting = (await waitingActions()).filter(action => action.kind !== 'receipt');
      if (waiting.length === 0) return true;
      if (!(await sendBatch(fetch, waiting.slice(0, BATCH)))) return false;
    }
  });
}

/** Notes that the message of this receipt was shown or opened; each is told to the server once. */
export async function keepReceipt(token: string, event: 'shown' | 'opened', at: number): Promise<void> {
  const waiting = (await waitingActions()).filter(action => action.kind === 'receipt');
  if (waiting.length >= MOST_RECEIPTS) return;
  const when = new Date(at).toISOString();
  const receipt = { id: `${event} ${token}`, at: when, kind: 'receipt', body: { token, event, at: when } };
  await withDatabase(db => db.put('outbox', receipt), 'trifles');
}

/** Sends these receipts and forgets those that are settled; returns whether to go on. */
async function sendReceiptBatch(fetch: Fetch, receipts: readonly Action[]): Promise<boolean> {
  let status: number;
  try {
    const response = await fetch('/api/v1/receipts', {
      method: 'POST',
      credentials: 'omit',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(receipts.map(action => action.body)),
      signal: AbortSignal.timeout(RECEIPTS_PATIENCE_MS),
    });
    status = response.status;
  } catch {
    return false;
  }
  const isSettled = status < 300 || UNREADABLE.includes(status);
  if (isSettled) await forget(receipts, () => null);
  return isSettled;
}

/** Sends the receipts that wait and returns whether none is left; those the server did not take stay for the next time. */
export async function sendReceipts(fetch: Fetch): Promise<boolean> {
  for (;;) {
    const receipts = (await waitingActions()).filter(action => action.kind === 'receipt');
    if (receipts.length === 0) return true;
    if (!(await sendReceiptBatch(fetch, receipts.slice(0, BATCH)))) return false;
  }
}
