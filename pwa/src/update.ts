import { effect, type Signal, signal } from '@preact/signals';
import { appTooOld } from './store/signals';

/** Whether a newer version of the app waits to take over. */
export const updateReady: Signal<boolean> = signal(false);

let waiting: ServiceWorker | null = null;
/** Whether the visitor has asked for a newer version that is not yet there. */
let isWanted = false;

const LEAVING_MS = 10_000;
/** How long the server may take to say that it is there. */
const SERVED_MS = 8_000;
/** The page that was loaded anew because a part was missing. */
const RELOADED = 'reloaded';
const TAKE_OVER = { kind: 'take-over' };

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    waiting = registration.waiting;
    // Without a controller the worker is the first one: there is no older version to replace.
    updateReady.value = waiting !== null && navigator.serviceWorker.controller !== null;
    if (isWanted) waiting?.postMessage(TAKE_OVER);
  };
  const follow = () => registration.installing?.addEventListener('statechange', look);
  look();
  // A version that was found before this page listened is told of by no event.
  follow();
  registration.addEventListener('updatefound', follow);
}

/**
 * Lets the waiting version take over, or looks for one that then does so at once; every tab then reloads, so that no
 * two versions run side by side. Where there is none to be found the page is loaded anew, which may bring it.
 */
export async function applyUpdate(): Promise<void> {
  if (waiting !== null) {
    waiting.postMessage(TAKE_OVER);
    return;
  }
  isWanted = true;
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => undefined);
  if (!registration?.installing && !registration?.waiting) location.reload();
}

/** Reloads this tab when another version takes over. To be called before anything is awaited: a take-over is told once. */
export function reloadAtTakeOver(): void {
  if (!('serviceWorker' in navigator)) return;
  let controller = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    const replaced = controller !== null;
    controller = navigator.serviceWorker.controller;
    if (replaced) location.reload();
  });
}

/** Whether the page is being left: a part that is still under way then fails too, and a reload would overtake the leaving. */
let isLeaving = false;

/** Notes when the page is being left. To be called before any part is fetched. */
export function noteLeaving(): void {
  addEventListener('beforeunload', () => {
    isLeaving = true;
    // A download says that it leaves, and stays.
    setTimeout(() => {
      isLeaving = false;
    }, LEAVING_MS);
  });
}

/** Returns whether a reload would bring the app back: a worker answers for it, or else the server does. */
async function isServed(): Promise<boolean> {
  if (navigator.serviceWorker?.controller) return true;
  const asked = fetch('/', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(SERVED_MS) });
  return asked.then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Loads the app anew where that brings it back, and returns whether it does: else the browser's own error would stand there. */
export async function reload(): Promise<boolean> {
  const served = await isServed();
  if (served) location.reload();
  return served;
}

/**
 * Loads the app anew, once, as a part of this version that the visitor asked for cannot be had: after a deployment at
 * a first visit no server has it any more. What only stands behind a page must not call this: it goes on without.
 */
export async function reloadForMissingPart(): Promise<void> {
  if (isLeaving || sessionStorage.getItem(RELOADED) === location.pathname) return;
  if (await reload()) sessionStorage.setItem(RELOADED, location.pathname);
}

/** Registers the service worker and watches for newer versions. */
export async function startUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  watch(registration);
  const seek = () => void registration.update().catch(() => undefined);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') seek();
  });
  effect(() => {
    if (appTooOld.value) seek();
  });
}

/** Has notifications that were tapped open their page in this window, without loading the app anew. */
export function followWorker(route: (path: string) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const listen = (event: MessageEvent) => {
    if (event.data?.kind !== 'open' || typeof event.data.path !== 'string') return;
    route(event.data.path);
    event.ports[0]?.postMessage('opened');
  };
  navigator.serviceWorker.addEventListener('message', listen);
  navigator.serviceWorker.startMessages();
  return () => navigator.serviceWorker.removeEventListener('message', listen);
}
