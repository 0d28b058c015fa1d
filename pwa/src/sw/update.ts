import type { Scope } from './scope';

/** Takes over the tabs of the version before, which reload at once, and those of a first visit. */
export function claimTabs(scope: Scope): Promise<void> {
  return scope.clients.claim();
}

/** Ends the waiting of a new version when the visitor asked for it; until then the old one serves its own files. */
export async function takeOver(scope: Scope, message: unknown): Promise<void> {
  const { kind } = (message ?? {}) as { kind?: unknown };
  if (kind === 'take-over') await scope.skipWaiting();
}
