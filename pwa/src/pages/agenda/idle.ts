const LATEST = 200;

/** Runs `work` once the browser has nothing else to do, soon at the latest; returns what calls it off. */
export function whenIdle(work: () => void): () => void {
  // Safari has no idle callbacks.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 16);
    return () => clearTimeout(timer);
  }
  const ticket = requestIdleCallback(work, { timeout: LATEST });
  return () => cancelIdleCallback(ticket);
}
