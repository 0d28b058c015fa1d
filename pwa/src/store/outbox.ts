import { type Action, withDatabase } from './db';
import type { Fetch } from './device';

/** More than this many waiting receipts are not worth a phone's space. */
const MOST_RECEIPTS = 500;

/** Keeps an action until the server has confirmed it. */
export function keepAction(action: Action): Promise<void> {
  return withDatabase(async db => {
    await db.put('outbox', action);
  });
}

/** Returns the actions that wait, oldest first. */
export function waitingActions(): Promise<Action[]> {
  return withDatabase(async db => (await db.getAll('outbox')).sort((a, b) => a.at.localeCompare(b.at)));
}

function forget(actions: readonly Action[]): Promise<void> {
  return withDatabase(async db => {
    const writing = db.transaction('outbox', 'readwrite');
    await Promise.all([...actions.map(action => writing.store.delete(action.id)), writing.done]);
  });
}

/** Notes that the message of this receipt was shown or opened; each is told to the server once. */
export async function keepReceipt(token: string, event: 'shown' | 'opened', at: number): Promise<void> {
  const waiting = (await waitingActions()).filter(action => action.kind === 'receipt');
  if (waiting.length >= MOST_RECEIPTS) return;
  const when = new Date(at).toISOString();
  await keepAction({ id: `${event} ${token}`, at: when, kind: 'receipt', body: { token, event, at: when } });
}

/** Sends the receipts that wait; those the server did not take stay for the next time. */
export async function sendReceipts(fetch: Fetch): Promise<void> {
  const receipts = (await waitingActions()).filter(action => action.kind === 'receipt');
  if (receipts.length === 0) return;
  let status: number;
  try {
    const response = await fetch('/api/v1/receipts', {
      method: 'POST',
      credentials: 'omit',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(receipts.map(action => action.body)),
    });
    status = response.status;
  } catch {
    return;
  }
  // What the server cannot read today it will not read tomorrow.
  if (status < 300 || status === 400 || status === 422) await forget(receipts);
}
