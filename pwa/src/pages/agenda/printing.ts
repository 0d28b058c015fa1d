import { useEffect, useRef, useState } from 'preact/hooks';

/** What is printed: what the screen shows, or all days. */
export type Scope = 'shown' | 'all';

/**
 * Returns what is being printed, null on the screen, and the function that prints. The browser's own command prints
 * what is shown; either way the page is drawn whole for it, without waiting for idle time.
 */
export function usePrinting(): { printing: Scope | null; print: (scope: Scope) => void } {
  const [printing, setPrinting] = useState<Scope | null>(null);
  const [asked, setAsked] = useState<{ scope: Scope } | null>(null);
  const scope = useRef<Scope>('shown');
  useEffect(() => {
    const before = () => setPrinting(scope.current);
    const after = () => {
      scope.current = 'shown';
      setPrinting(null);
    };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  useEffect(() => {
    // Drawn once more before, so that the panel which asked is gone from the paper.
    if (!asked) return;
    scope.current = asked.scope;
    window.print();
  }, [asked]);
  return { printing, print: chosen => setAsked({ scope: chosen }) };
}
