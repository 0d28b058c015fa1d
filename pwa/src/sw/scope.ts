import type { PrecacheEntry } from 'workbox-precaching';

/** The worker's global scope, with what the type library does not know yet. */
export interface Scope extends ServiceWorkerGlobalScope {
  __WB_MANIFEST: (string | PrecacheEntry)[];
}

/** Background sync, where the browser has it. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

export function backgroundSync(registration: ServiceWorkerRegistration): SyncManager | null {
  return (registration as { sync?: SyncManager }).sync ?? null;
}
