import { pageWithin } from '../shared/links';
import { readPushData } from '../shared/push-payload';
import { keepReceipt, sendReceipts } from '../store/outbox';
import { actQuietly } from './actions';
import type { Scope } from './scope';

const ANSWER_MS = 2_000;

/** What the worker keeps with a notification that it shows: the message's data and where taps lead. */
export interface Kept {
  navigate: string;
  actions: Record<string, string>;
}

/** Returns the page a tap on the notification, or on one of its actions, leads to. */
export function targetOf(origin: string, data: unknown, action: string): string {
  const kept = (data ?? {}) as Partial<Kept>;
  return pageWithin(origin, kept.actions?.[action] ?? kept.navigate);
}

/** Returns the window to use: the one in view, else the one used last. */
export function chooseWindow<T extends { visibilityState: string; focused: boolean }>(
  windows: readonly T[],
): T | null {
  return (
    windows.find(each => each.focused) ??
    windows.find(each => each.visibilityState === 'visible') ??
    windows[0] ??
    null
  );
}

/** Has the app in the window open the page; returns whether it answered that it did. */
function askApp(client: WindowClient, path: string, patience: number): Promise<boolean> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    const giveUp = setTimeout(() => resolve(false), patience);
    port1.onmessage = () => {
      clearTimeout(giveUp);
      resolve(true);
    };
    client.postMessage({ kind: 'open', path }, [port2]);
  });
}

async function show(scope: Scope, client: WindowClient, path: string, patience: number): Promise<void> {
  const focused = await client.focus().catch(() => client);
  if (await askApp(focused, path, patience)) return;
  // A window that is still loading, or of a version that does not answer, is led there by the browser.
  await focused.navigate(path).catch(() => scope.clients.openWindow(path));
}

/**
 * Answers a tap: does what the tapped button asks for where that needs no window, else opens the page in a
 * window that is open or in a new one; never in two. A window has `patience` milliseconds to answer before
 * the browser leads it there.
 */
export async function answerTap(scope: Scope, event: NotificationEvent, patience = ANSWER_MS): Promise<void> {
  const { notification, action } = event;
  notification.close();
  if (await actQuietly(scope, action, Date.now())) return;
  const path = targetOf(scope.location.origin, notification.data, action);
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const client = chooseWindow(windows);
  await (client ? show(scope, client, path, patience) : scope.clients.openWindow(path));
  const { receipt } = readPushData(notification.data);
  if (receipt === null) return;
  await keepReceipt(receipt, 'opened', Date.now());
  await sendReceipts((address, init) => fetch(address, init));
}
