/** Background sync, where the browser has it. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Asks the browser to wake the service worker once the network is back, where it can do that. */
export async function wakeWhenOnline(registration: ServiceWorkerRegistration | undefined): Promise<void> {
  await (registration as { sync?: SyncManager } | undefined)?.sync
    ?.register('companion')
    .catch(() => undefined);
}
