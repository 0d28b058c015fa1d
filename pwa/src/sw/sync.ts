import { wakeWhenOnline } from '../store/background';
import { exchange } from '../store/exchange';
import { readStanding } from '../store/records';
import { confirmedSubscription, subscribe } from '../store/subscription';
import { type SyncResult, sync, type World } from '../store/sync';
import type { Scope } from './scope';

export const world: World = { fetch: (address, init) => fetch(address, init), clock: Date.now };

/** Subscribes anew when a sync brought another of the server's keys than this phone subscribed with. */
async function followKey(scope: Scope): Promise<void> {
  const [{ vapidPublicKey }, confirmed] = await Promise.all([readStanding(), confirmedSubscription()]);
  if (vapidPublicKey === null || !confirmed?.key || confirmed.key === vapidPublicKey) return;
  await subscribe(world.fetch, scope.registration.pushManager, vapidPublicKey);
}

/** Brings the store up and exchanges what is this visitor's alone; out of reach, asks to be woken when the network is back. */
export async function syncInBackground(scope: Scope): Promise<SyncResult> {
  const result = await sync(world);
  if (result.kind !== 'offline') await followKey(scope).catch(() => undefined);
  const isSent = await exchange(world.fetch).catch(() => false);
  if (result.kind === 'offline' || !isSent) await wakeWhenOnline(scope.registration);
  return result;
}
