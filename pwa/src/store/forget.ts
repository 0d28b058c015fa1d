import { announceChange } from './changes';
import { withDatabase } from './db';
import { DEVICE_LOCK, type Errand, IDENTITY, type Identity, KEPT } from './device';
import { locked } from './lock';
import { ACTIONS_LOCK } from './outbox';
import { dropRescued } from './rescue';
import { OWN } from './schema';
import type { Prefs } from './stored-prefs';

/** Ends the browser's push subscription, in a page or in the service worker; its push service tells the server. */
async function endSubscription(): Promise<void> {
  const { registration } = globalThis as { registration?: ServiceWorkerRegistration };
  const own = registration ?? (await globalThis.navigator?.serviceWorker?.getRegistration());
  await (await own?.pushManager?.getSubscription())?.unsubscribe();
}

/**
 * Empties this phone of all that is its visitor's, in one transaction; it is then a phone nobody has used.
 * Language, theme and text size stay, so that what is said next can be read, and so do errands. With `atServer` the server
 * is to forget the phone as well, at the next chance.
 */
export async function forgetPhone(atServer = false): Promise<void> {
  const forget = () =>
    withDatabase(async db => {
      const writing = db.transaction(OWN, 'readwrite');
      const [device, prefs] = [writing.objectStore('device'), writing.objectStore('prefs')];
      const identity = (await device.get(IDENTITY)) as Identity | undefined;
      const kept = ((await device.get(KEPT.errands)) as Errand[] | undefined) ?? [];
      const errands: Errand[] =
        atServer && identity ? [...kept, { kind: 'erase', token: identity.token }] : kept;
      const { locale, theme, textSize } = ((await prefs.get('prefs')) ?? {}) as Partial<Prefs>;
      const display = {
        ...(locale ? { locale } : {}),
        ...(theme ? { theme } : {}),
        ...(textSize ? { textSize } : {}),
      };
      await Promise.all([
        ...OWN.map(name => writing.objectStore(name).clear()),
        prefs.put(display, 'prefs'),
        ...(errands.length > 0 ? [device.put(errands, KEPT.errands)] : []),
        writing.done,
      ]);
      await dropRescued().catch(() => undefined);
    });
  // What is being sent at this moment would arrive as if it were a new phone's.
  await locked(ACTIONS_LOCK, () => locked(DEVICE_LOCK, forget));
  announceChange({ collections: [], own: true });
  await endSubscription().catch(() => undefined);
}
