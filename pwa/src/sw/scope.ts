import type { PrecacheEntry } from 'workbox-precaching';

/** The worker's global scope, with what the type library does not know yet. */
export interface Scope extends ServiceWorkerGlobalScope {
  __WB_MANIFEST: (string | PrecacheEntry)[];
}
