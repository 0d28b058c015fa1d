import {
  announcementOf,
  type PushMessage,
  readNotification,
  readPayload,
  recalledForm,
  unreadable,
} from '../shared/push-payload';
import { wakeWhenOnline } from '../store/background';
import { type InboxItem, inboxItems, isUnread } from '../store/inbox';
import { keepReceipt, sendReceipts } from '../store/outbox';
import { applyPush } from '../store/patch';
import { readCollections, readStanding } from '../store/records';
import { fetchInbox, readMessages } from '../store/stored-inbox';
import { DEFAULTS, readMarks, readPrefs } from '../store/stored-prefs';
import { confirmedSubscription, fromBase64Url, sendSubscription } from '../store/subscription';
import type { Kept } from './click';
import { closeOlder } from './older';
import type { Scope } from './scope';
import { syncInBackground, world } from './sync';

/** A push in either form: as data, or as the notification that a declarative message proposes. */
type EitherPush = PushEvent & { notification?: unknown };

/** How long the phone's own store may keep a message from being shown, in milliseconds. */
const PATIENCE_MS = 1_000;

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
  await closeOlder(scope, message).catch(() => undefined);
}

/** Sets the number on the app's icon to what is unread, public and personal. */
async function showBadge(now: number): Promise<void> {
  const [{ inboxSeenAt }, marks, { maps }, messages] = await Promise.all([
    readPrefs(),
    readMarks(),
    readCollections(['announcements']),
    readMessages(),
  ]);
  const seen = { inboxSeenAt, marks: new Set(marks) };
  const items = inboxItems(maps.announcements?.values() ?? [], messages);
  await navigator.setAppBadge?.(items.filter(item => isUnread(item, seen, now)).length);
}

/** Returns the announcement or message of this id as the phone holds it. */
async function kept(id: string): Promise<InboxItem | undefined> {
  const [{ maps }, messages] = await Promise.all([readCollections(['announcements']), readMessages()]);
  return inboxItems(maps.announcements?.values() ?? [], messages).find(item => item.id === id);
}

function inTime<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>(resolve => setTimeout(() => resolve(otherwise), PATIENCE_MS));
  return Promise.race([answer.catch(() => otherwise), late]);
}

/** Returns the message as it is to be shown: one that the phone knows to be recalled says so. */
async function formOf(message: PushMessage): Promise<PushMessage> {
  const id = announcementOf(message);
  if (id === null || message.data.kind === 'recall') return message;
  // A store that cannot be read must not keep the message from being shown.
  const known = await inTime(kept(id), undefined);
  return known?.recalled_at ? recalledForm(message) : message;
}

async function unreadableForm(): Promise<PushMessage> {
  const { locale } = await inTime(readPrefs(), DEFAULTS);
  return unreadable(locale);
}

/** Tells pages that are open which test message has been shown, so that they need not ask the server. */
async function tellPages(scope: Scope, { tag }: PushMessage): Promise<void> {
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const client of windows) client.postMessage({ kind: 'test-shown', tag });
}

/** Returns whether the message, or one that it stands for, may be in the inbox of this visitor alone. */
async function isPersonal(message: PushMessage): Promise<boolean> {
  if (message.data.kind === 'test') return false;
  const id = announcementOf(message);
  return id === null ? message.data.kind !== 'ceremony' : !(await kept(id))?.audience;
}

/** Stores what the message carries and fetches what it does not; sends the receipt with it. */
async function follow(scope: Scope, message: PushMessage | null): Promise<void> {
  const isDue = message ? await applyPush(message.data).catch(() => true) : true;
  await showBadge(Date.now()).catch(() => undefined);
  if (isDue) await syncInBackground(scope);
  else {
    if (message && (await isPersonal(message))) await fetchInbox(world.fetch);
    if (!(await sendReceipts(world.fetch))) await wakeWhenOnline(scope.registration);
  }
  await showBadge(Date.now()).catch(() => undefined);
}

/** Shows every push, whatever it holds, stores what it carries, and fetches what it does not. */
export async function showPush(scope: Scope, event: EitherPush): Promise<void> {
  const message = readEither(event);
  // Before all else: browsers take the subscription from an app whose pushes show nothing.
  await show(scope, message ? await formOf(message) : await unreadableForm());
  if (message?.data.kind === 'test') await tellPages(scope, message).catch(() => undefined);
  const receipt = message?.data.receipt;
  if (receipt) await keepReceipt(receipt, 'shown', Date.now()).catch(() => undefined);
  await follow(scope, message).catch(() => undefined);
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
  await sendSubscription(world.fetch, subscription);
}
