import { useEffect, useRef } from 'preact/hooks';

/** Moves the focus to the page's heading when what held it went away with the step before. */
export function useKeptFocus(step: string): void {
  const seen = useRef(step);
  useEffect(() => {
    if (seen.current === step) return;
    seen.current = step;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true });
  }, [step]);
}
