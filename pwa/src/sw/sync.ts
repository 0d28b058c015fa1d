import { sendReceipts } from '../store/outbox';
import { type SyncResult, sync, type World } from '../store/sync';
import { backgroundSync, type Scope } from './scope';

const world: World = { fetch: (address, init) => fetch(address, init), clock: Date.now };

/** Brings the store up and sends what waits; out of reach, asks the browser to try again when it is back. */
export async function syncInBackground(scope: Scope): Promise<SyncResult> {
  const result = await sync(world);
  if (result.kind === 'offline') {
    await backgroundSync(scope.registration)
      ?.register('companion')
      .catch(() => undefined);
  }
  await sendReceipts(world.fetch);
  return result;
}
