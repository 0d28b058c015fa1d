import { useEffect, useRef } from 'preact/hooks';

/** Runs `work` every so many milliseconds while `isOn` and the page is seen, and at once when it is seen again. */
export function useEvery(milliseconds: number, isOn: boolean, work: () => Promise<void> | void): void {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (!isOn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isEnded = false;
    const next = () => {
      clearTimeout(timer);
      if (!isEnded && document.visibilityState === 'visible') timer = setTimeout(run, milliseconds);
    };
    const run = () => {
      void Promise.resolve(latest.current())
        .catch(() => undefined)
        .then(next);
    };
    const onVisible = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') run();
    };
    document.addEventListener('visibilitychange', onVisible);
    next();
    return () => {
      isEnded = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [isOn, milliseconds]);
}
