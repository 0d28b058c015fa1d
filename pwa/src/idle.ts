const LATEST = 200;
/** What is left of a whole idle time, for which browsers give 50 ms: they give less while a frame is due. */
export const WHOLE_MS = 40;
/** For Safari, which has no idle callbacks. */
const BLIND_MS = 500;

/**
 * Runs `work` once the browser has nothing else to do, soon at the latest, and tells it for how many milliseconds;
 * returns what calls it off.
 */
export function whenIdle(work: (left: number) => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(() => work(WHOLE_MS), 16);
    return () => clearTimeout(timer);
  }
  const ticket = requestIdleCallback(idle => work(idle.timeRemaining()), { timeout: LATEST });
  return () => cancelIdleCallback(ticket);
}

/** Waits until nothing is being drawn: for what needs the processor or the network and is not waited for. */
export function quiet(): Promise<void> {
  return new Promise(resolve => {
    const look = (idle: IdleDeadline) => {
      if (idle.timeRemaining() >= WHOLE_MS) resolve();
      else requestIdleCallback(look);
    };
    if ('requestIdleCallback' in window) requestIdleCallback(look);
    else setTimeout(resolve, BLIND_MS);
  });
}
