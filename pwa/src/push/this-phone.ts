import { callAsDevice } from '../store/device';
import { readStanding } from '../store/records';
import { sendSubscription, subscribe } from '../store/subscription';
import type { TestWorld } from './self-test';
import { refreshPush } from './state';

const EVERY_MS = 1_000;

const page = (address: string, init: RequestInit) => fetch(address, init);

async function currentSubscription(): Promise<PushSubscription | null> {
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.getSubscription();
}

async function makeSubscription(): Promise<boolean> {
  const { vapidPublicKey } = await readStanding();
  if (vapidPublicKey === null) return false;
  const { pushManager } = await navigator.serviceWorker.ready;
  const outcome = await subscribe(page, pushManager, vapidPublicKey).catch(() => null);
  await refreshPush();
  return outcome !== null && (await currentSubscription()) !== null;
}

/** Returns this browser as a test sees it, and what ends its listening to the service worker. */
export function openThisPhone(): { world: TestWorld; close: () => void } {
  const shown = new Set<string>();
  const listen = ({ data }: MessageEvent) => {
    if (data?.kind === 'test-shown') shown.add(data.tag);
  };
  navigator.serviceWorker.addEventListener('message', listen);
  const world: TestWorld = {
    permission: () => ('Notification' in window ? Notification.permission : null),
    subscribe: async () => (await currentSubscription()) !== null || makeSubscription(),
    introduce: async () => {
      const subscription = await currentSubscription();
      return subscription
        ? sendSubscription(page, subscription)
        : { ok: false, problem: { kind: 'unreachable' } };
    },
    start: () => callAsDevice(page, 'POST', '/device/test'),
    look: id => callAsDevice(page, 'GET', `/device/test/${encodeURIComponent(id)}`),
    wasShown: id => shown.has(`test-${id}`),
    renew: async () => {
      await (await currentSubscription())?.unsubscribe();
      return makeSubscription();
    },
    pause: () => new Promise(resolve => setTimeout(resolve, EVERY_MS)),
  };
  return { world, close: () => navigator.serviceWorker.removeEventListener('message', listen) };
}
