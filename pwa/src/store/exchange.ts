import { type Fetch, isIntroduced } from './device';
import { runErrands } from './errands';
import { fetchMine } from './other-phones';
import { sendActions, sendReceipts } from './outbox';
import { fetchInbox } from './stored-inbox';
import { sendPreferences } from './stored-prefs';
import { fetchStars } from './stored-stars';

/** Sends what waits for the server and returns whether all of it arrived; the rest stays for the next time. */
export async function sendWaiting(fetch: Fetch): Promise<boolean> {
  // First of all: a phone whose visitor moved on has nothing to send.
  const errands = await runErrands(fetch);
  const actions = await sendActions(fetch);
  const preferences = await sendPreferences(fetch);
  const receipts = await sendReceipts(fetch);
  return errands && actions && preferences && receipts;
}

/** Sends what waits, then fetches what is this visitor's alone; a phone the server has never met has nothing there. */
export async function exchange(fetch: Fetch): Promise<boolean> {
  const isSent = await sendWaiting(fetch);
  if (!(await isIntroduced())) return isSent;
  await fetchStars(fetch);
  await fetchInbox(fetch);
  await fetchMine(fetch);
  return isSent;
}
