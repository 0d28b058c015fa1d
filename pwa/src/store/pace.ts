import { quiet } from '../idle';
import { isStale } from './apply';
import { wakeWhenOnline } from './background';
import { type Change, onChange } from './changes';
import { exchange, sendWaiting } from './exchange';
import { mirrored } from './mirror';
import { readStanding } from './records';
import { appTooOld, freshness, now, store } from './signals';
import { type SyncResult, sync, type World } from './sync';

const MINUTE = 60_000;
const EVERY = 4 * MINUTE;
const FIRST_RETRY = 5_000;
const LAST_RETRY = 5 * MINUTE;

/** How long the drawing of what was applied is waited for, at most. */
const DRAWN_MS = 1_000;

/** Waits until what was applied is on the screen. */
async function shown(): Promise<void> {
  await mirrored();
  await Promise.race([quiet(), new Promise(resolve => setTimeout(resolve, DRAWN_MS))]);
}

const world: World = { fetch: (address, init) => fetch(address, init), clock: Date.now, shown };

/** Returns how long to wait after so many failures in a row, in milliseconds; `luck` from 0 to 1 is the jitter. */
export function waitAfter(failures: number, luck: number): number {
  const base = failures === 0 ? EVERY : Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (failures - 1));
  // Phones that lost the same network must not all come back in the same second.
  return Math.round(base * (0.5 + luck));
}

let failures = 0;
let undelivered = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function schedule(failed: number): void {
  clearTimeout(timer);
  if (document.visibilityState === 'hidden') return;
  timer = setTimeout(() => void syncNow(), waitAfter(failed, Math.random()));
}

/** Sends what waits for the server; where that fails, this page tries again soon and the browser once it is online. */
async function deliver(send: (fetch: World['fetch']) => Promise<boolean>): Promise<void> {
  if (await send(world.fetch)) {
    undelivered = 0;
    return;
  }
  undelivered += 1;
  schedule(undelivered);
  await wakeWhenOnline(await navigator.serviceWorker?.getRegistration());
}

function follow(change: Change): void {
  if (change.own) {
    void deliver(sendWaiting).catch(() => undefined);
    return;
  }
  if (freshness.value.state === 'syncing') return;
  void readStanding()
    .then(standing => {
      // The service worker syncs by itself at a push; this is for when it could not.
      // What found no room just now would not find any in a moment either.
      if (isStale(standing)) schedule(standing.isShed ? 0 : 1);
    })
    .catch(() => undefined);
}

/** Tells the service worker, once there is one, that there may be photos to fetch. */
function tellWorker(): void {
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ kind: 'synced' }));
}

function settle(result: SyncResult): void {
  const { syncedAt } = freshness.value;
  if (result.kind === 'offline' || result.kind === 'failed') {
    failures += 1;
    const known = syncedAt === null && store.value.epoch === null;
    const state = result.kind === 'failed' ? 'failed' : known ? 'empty' : 'offline';
    freshness.value = { state, syncedAt };
    return;
  }
  failures = 0;
  tellWorker();
  appTooOld.value = result.kind === 'app-too-old';
  freshness.value = { state: appTooOld.value ? 'failed' : 'fresh', syncedAt };
}

/** Syncs now and then at the usual pace; returns when this sync has ended. */
export async function syncNow(): Promise<void> {
  clearTimeout(timer);
  freshness.value = { ...freshness.value, state: 'syncing' };
  const result = await sync(world);
  const { syncedAt } = await readStanding().catch(() => freshness.value);
  freshness.value = { ...freshness.value, syncedAt };
  settle(result);
  schedule(failures);
  if (result.kind !== 'offline') await deliver(exchange).catch(() => undefined);
}

function tick(): void {
  now.value = Date.now();
  setTimeout(tick, MINUTE - (now.value % MINUTE));
}

/**
 * Starts the clock and syncs at open, on coming to the front or back online, and every few minutes; returns once the
 * first sync has ended.
 */
export async function startPace(): Promise<void> {
  tick();
  document.addEventListener('visibilitychange', () => {
    now.value = Date.now();
    if (document.visibilityState === 'visible') void syncNow();
    else clearTimeout(timer);
  });
  addEventListener('online', () => void syncNow());
  addEventListener('offline', () => {
    freshness.value = { ...freshness.value, state: store.value.epoch === null ? 'empty' : 'offline' };
  });
  onChange(follow);
  await syncNow();
}
