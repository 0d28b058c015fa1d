import { type Signal, signal } from '@preact/signals';
import { type Browser, browserOf } from './browser';

/** What can be said to the visitor of notifications on this phone; `checking` until the browser has been asked. */
export type PushState = 'checking' | 'unsupported' | 'needs-install' | 'denied' | 'off' | 'on';

/** What the browser says of itself. */
export interface Surroundings {
  hasPush: boolean;
  isAppleTouch: boolean;
  isInstalled: boolean;
  permission: NotificationPermission | null;
  isSubscribed: boolean;
}

/** Returns the state from what the browser says: on an iPhone only the installed app has push at all. */
export function pushStateOf(browser: Surroundings): PushState {
  if (!browser.hasPush) return browser.isAppleTouch && !browser.isInstalled ? 'needs-install' : 'unsupported';
  if (browser.permission === 'denied') return 'denied';
  return browser.isSubscribed && browser.permission === 'granted' ? 'on' : 'off';
}

export const pushState: Signal<PushState> = signal('checking');

function isAppleTouch(): boolean {
  const { userAgent, maxTouchPoints, platform } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
}

function isInstalled(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && !!navigator.standalone)
  );
}

/** Returns which browser this is, for the steps that only it has. */
export function thisBrowser(): Browser {
  return browserOf(navigator.userAgent, isAppleTouch(), isInstalled());
}

/** Returns what subscribes this phone, null where the browser has no push or the app no worker yet. */
export async function pushManager(): Promise<PushManager | null> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return registration?.pushManager ?? null;
}

/** Reads the browser anew and returns the state. */
export async function refreshPush(): Promise<PushState> {
  const hasPush = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const manager = await pushManager();
  pushState.value = pushStateOf({
    hasPush,
    isAppleTouch: isAppleTouch(),
    isInstalled: isInstalled(),
    permission: hasPush ? Notification.permission : null,
    isSubscribed: (await manager?.getSubscription()) != null,
  });
  return pushState.value;
}
