import type { Outcome } from '../shared/problem';
import { callAsDevice, type Fetch, KEPT, readOwn, writeOwn } from './device';
import { locked } from './lock';

const CONFIRMED = KEPT.subscription;
const LOCK = 'companion-subscription';

/** The subscription that the server was last known to hold: its endpoint and the key it was made with. */
export interface Confirmed {
  endpoint: string;
  key: string;
}

interface Kept {
  endpoint: string;
  vapid_public_key: string;
}

/** Returns bytes as base64url without padding. */
export function toBase64Url(bytes: ArrayBuffer | null | undefined): string {
  if (!bytes) return '';
  const binary = Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Returns the bytes of base64url text, padded or not. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, char => char.charCodeAt(0));
}

export function confirmedSubscription(): Promise<Confirmed | null> {
  return readOwn<Confirmed>(CONFIRMED);
}

/** Returns the key a browser's subscription was made with, base64url; empty where the browser does not say. */
export function keyOf(subscription: PushSubscription): string {
  return toBase64Url(subscription.options?.applicationServerKey);
}

/** Gives the server the browser's subscription and notes that it holds it. */
export async function sendSubscription(fetch: Fetch, subscription: PushSubscription): Promise<Outcome<null>> {
  const key = keyOf(subscription);
  const outcome = await callAsDevice<null>(fetch, 'PUT', '/device/subscription', {
    endpoint: subscription.endpoint,
    keys: {
      p256dh: toBase64Url(subscription.getKey('p256dh')),
      auth: toBase64Url(subscription.getKey('auth')),
    },
    ...(key ? { vapid_public_key: key } : {}),
  });
  if (outcome.ok) await writeOwn(CONFIRMED, { endpoint: subscription.endpoint, key });
  return outcome;
}

/**
 * Returns the subscription that the server holds of this phone; null where it holds none, which ended at its
 * push service or went with a lost database, and undefined where it does not say.
 */
export async function heldSubscription(fetch: Fetch): Promise<Confirmed | null | undefined> {
  const outcome = await callAsDevice<Kept>(fetch, 'GET', '/device/subscription');
  if (outcome.ok) return { endpoint: outcome.value.endpoint, key: outcome.value.vapid_public_key };
  const { problem } = outcome;
  return problem.kind === 'refused' && problem.status === 404 ? null : undefined;
}

/** Has the server forget the subscription; one it no longer knew counts as forgotten. */
export async function withdrawSubscription(fetch: Fetch): Promise<Outcome<null>> {
  const outcome = await callAsDevice<null>(fetch, 'DELETE', '/device/subscription');
  const unknown = !outcome.ok && outcome.problem.kind === 'refused' && outcome.problem.status === 404;
  if (outcome.ok || unknown) await writeOwn(CONFIRMED, null);
  return unknown ? { ok: true, value: null } : outcome;
}

/**
 * Subscribes this browser with the server's key, in place of a subscription with another or of one with the
 * endpoint `ended`, and tells the server.
 */
export function subscribe(
  fetch: Fetch,
  manager: PushManager,
  serverKey: string,
  ended?: string,
): Promise<Outcome<null>> {
  return locked(LOCK, async () => {
    const old = await manager.getSubscription();
    // Another tab may have made a new one meanwhile.
    if (old && (keyOf(old) !== serverKey || old.endpoint === ended)) await old.unsubscribe();
    const subscription = await manager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: fromBase64Url(serverKey),
    });
    return sendSubscription(fetch, subscription);
  });
}
