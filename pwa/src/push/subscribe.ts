import type { Outcome, Problem } from '../shared/problem';
import { onChange } from '../store/changes';
import { readStanding } from '../store/records';
import { sendPreferences } from '../store/stored-prefs';
import {
  type Confirmed,
  confirmedSubscription,
  heldSubscription,
  keyOf,
  sendSubscription,
  subscribe,
  withdrawSubscription,
} from '../store/subscription';
import { type PushState, pushManager, refreshPush } from './state';

/** What an open has to do so that the server's subscription is the browser's. */
export type Repair = 'nothing' | 'send' | 'resubscribe' | 'withdraw';

/**
 * Returns what mends the difference between what the browser has, what the server was last known to have, and
 * the server's key: browsers lose subscriptions without a word, and keys are rotated. `held` is what the
 * server says it has, where it was asked: it forgets what its push service calls ended, or loses it.
 */
export function repairOf(
  current: Confirmed | null,
  confirmed: Confirmed | null,
  serverKey: string | null,
  granted: boolean,
  held: Confirmed | null = confirmed,
): Repair {
  if (confirmed === null) return 'nothing';
  if (!granted) return 'withdraw';
  if (current === null || held === null) return 'resubscribe';
  // A browser that does not tell its key is trusted to have the right one.
  if (serverKey !== null && current.key !== '' && current.key !== serverKey) return 'resubscribe';
  return current.endpoint === held.endpoint ? 'nothing' : 'send';
}

const page = (address: string, init: RequestInit) => fetch(address, init);
const NOT_READY: Problem = {
  kind: 'refused',
  status: 0,
  title: 'Not ready',
  detail: 'The event has not been loaded yet.',
  errors: [],
};

/** Turns notifications on; to be called from a tap only, since browsers ask for permission then. */
export async function turnOn(): Promise<Outcome<PushState>> {
  // Nothing may be awaited before this, or Safari and Firefox no longer see the tap.
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return { ok: true, value: await refreshPush() };
  const { vapidPublicKey } = await readStanding();
  if (vapidPublicKey === null) return { ok: false, problem: NOT_READY };
  let outcome: Outcome<null>;
  try {
    const { pushManager: manager } = await navigator.serviceWorker.ready;
    outcome = await subscribe(page, manager, vapidPublicKey);
  } catch {
    // The browser could not reach its push service.
    outcome = { ok: false, problem: { kind: 'unreachable' } };
  }
  if (outcome.ok) {
    await sendPreferences(page);
  } else {
    // On the phone alone it would look on and never ring.
    await (await (await pushManager())?.getSubscription())?.unsubscribe();
  }
  const value = await refreshPush();
  return outcome.ok ? { ok: true, value } : outcome;
}

/** Turns notifications off here and at the server; a server out of reach finds the endpoint gone. */
export async function turnOff(): Promise<Outcome<PushState>> {
  await (await (await pushManager())?.getSubscription())?.unsubscribe();
  const outcome = await withdrawSubscription(page);
  const value = await refreshPush();
  return outcome.ok ? { ok: true, value } : outcome;
}

/** Mends the subscription without asking the visitor anything; `asks` the server first what it has. */
export async function repairPush(asks = false): Promise<void> {
  const manager = await pushManager();
  if (manager === null) {
    await refreshPush();
    return;
  }
  const granted = Notification.permission === 'granted';
  const isAsked = asks && granted && (await confirmedSubscription()) !== null;
  const held = isAsked ? await heldSubscription(page) : undefined;
  // Read after the answer: the visitor may have turned notifications off meanwhile.
  const confirmed = await confirmedSubscription();
  const subscription = await manager.getSubscription();
  const { vapidPublicKey } = await readStanding();
  const current = subscription ? { endpoint: subscription.endpoint, key: keyOf(subscription) } : null;
  const repair = repairOf(current, confirmed, vapidPublicKey, granted, held);
  if (repair === 'send' && subscription) await sendSubscription(page, subscription);
  if (repair === 'withdraw') await withdrawSubscription(page);
  if (repair === 'resubscribe' && vapidPublicKey !== null) {
    await subscribe(page, manager, vapidPublicKey, held === null ? current?.endpoint : undefined);
  }
  await refreshPush();
}

/**
 * Mends the subscription at an open by what the server has, and again whenever the app comes to the front, where a
 * permission may have been changed meanwhile, and whenever a sync brings another of the server's keys.
 */
export function startRepairs(): Promise<void> {
  const repair = (asks = false) => repairPush(asks).catch(() => undefined);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void repair();
  });
  let last: string | null = null;
  onChange(change => {
    if (change.own) return;
    void readStanding()
      .then(({ vapidPublicKey }) => {
        if (vapidPublicKey === last) return;
        last = vapidPublicKey;
        return repair();
      })
      .catch(() => undefined);
  });
  return repair(true);
}
