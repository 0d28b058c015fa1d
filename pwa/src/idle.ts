const LATEST = 200;
/** How much of the most that a browser gives, 50 ms, has to be left: it gives less while a frame is due. */
const WHOLE_MS = 40;
/** For Safari, which has no idle callbacks. */
const BLIND_MS = 500;

/** Runs `work` once the browser has nothing else to do, soon at the latest; returns what calls it off. */
export function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 16);
    return () => clearTimeout(timer);
  }
  const ticket = requestIdleCallback(work, { timeout: LATEST });
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
