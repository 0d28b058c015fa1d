import { type PushMessage, readNotification, readPayload, unreadable } from '../shared/push-payload';
import { millis } from '../shared/time';
import { keepReceipt, sendReceipts } from '../store/outbox';
import { applyPush } from '../store/patch';
import { readCollections, readStanding } from '../store/records';
import { DEFAULTS, readMarks, readPrefs } from '../store/stored-prefs';
import { confirmedSubscription, fromBase64Url, sendSubscription } from '../store/subscription';
import type { Kept } from './click';
import type { Scope } from './scope';
import { syncInBackground } from './sync';

/** A push in either form: as data, or as the notification that a declarative message proposes. */
type EitherPush = PushEvent & { notification?: unknown };

const fromHere = (address: string, init: RequestInit) => fetch(address, init);

function readEither(event: EitherPush): PushMessage | null {
  const proposed = event.notification ? readNotification(event.notification) : null;
  if (proposed) return proposed;
  try {
    return event.data ? readPayload(event.data.text()) : null;
  } catch {
    return null;
  }
}

async function show(scope: Scope, message: PushMessage): Promise<void> {
  const { title, body, lang, dir, tag, silent, navigate, actions, data } = message;
  const kept: Kept = {
    navigate,
    actions: Object.fromEntries(actions.map(each => [each.action, each.navigate])),
  };
  const options = {
    body,
    dir,
    silent,
    ...(lang ? { lang } : {}),
    ...(tag ? { tag } : {}),
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    actions: actions.map(({ action, title: label }) => ({ action, title: label })),
    data: { ...data, patch: null, ...kept },
  };
  await scope.registration.showNotification(title, options);
  if (tag) await closeOlder(scope, tag);
}

/** Closes what an equal tag should have replaced, where the browser does not honour tags. */
async function closeOlder(scope: Scope, tag: string): Promise<void> {
  const same = (await scope.registration.getNotifications()).filter(each => each.tag === tag);
  for (const older of same.slice(0, -1)) older.close();
}

async function showBadge(): Promise<void> {
  const [{ inboxSeenAt }, marks, { maps }] = await Promise.all([
    readPrefs(),
    readMarks(),
    readCollections(['announcements']),
  ]);
  const unread = [...(maps.announcements?.values() ?? [])].filter(
    each =>
      each.recalled_at === null && millis(each.sent_at) > inboxSeenAt && !marks.includes(`read:${each.id}`),
  );
  await navigator.setAppBadge?.(unread.length);
}

/** Shows every push, whatever it holds, stores what it carries, and fetches what it does not. */
export async function showPush(scope: Scope, event: EitherPush): Promise<void> {
  const message = readEither(event);
  // Shown apart from all else: browsers take the subscription from an app whose pushes show nothing.
  const shown = message
    ? show(scope, message)
    : readPrefs()
        .catch(() => DEFAULTS)
        .then(({ locale }) => show(scope, unreadable(locale)));
  const isDue = message ? await applyPush(message.data).catch(() => true) : true;
  await shown;
  const receipt = message?.data.receipt;
  if (receipt) await keepReceipt(receipt, 'shown', Date.now()).catch(() => undefined);
  await showBadge().catch(() => undefined);
  await (isDue ? syncInBackground(scope) : sendReceipts(fromHere)).catch(() => undefined);
}

/** Renews a subscription that the browser ended, and tells the server where to send from now on. */
export async function renewSubscription(scope: Scope, event: Event): Promise<void> {
  const { newSubscription } = event as Event & { newSubscription?: PushSubscription | null };
  const [{ vapidPublicKey }, confirmed] = await Promise.all([readStanding(), confirmedSubscription()]);
  const key = vapidPublicKey ?? confirmed?.key;
  if (!newSubscription && !key) return;
  const subscription =
    newSubscription ??
    (await scope.registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: fromBase64Url(key ?? ''),
    }));
  await sendSubscription(fromHere, subscription);
}
