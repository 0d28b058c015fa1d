import { useEffect, useState } from 'preact/hooks';

/** What is printed: what the screen shows, or all days. */
export type Scope = 'shown' | 'all';

/**
 * Returns what is being printed, null on the screen, and the function that prints. The browser's own command prints
 * what is shown; either way the page is drawn whole for it, without waiting for idle time.
 */
export function usePrinting(): { printing: Scope | null; print: (scope: Scope) => void } {
  const [printing, setPrinting] = useState<Scope | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const before = () => setPrinting(scope => scope ?? 'shown');
    const after = () => setPrinting(null);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  useEffect(() => {
    // Only once all is drawn and the panel which asked is gone: while a script has the browser print, nothing is.
    if (asked > 0) window.print();
  }, [asked]);
  const print = (scope: Scope) => {
    setPrinting(scope);
    setAsked(times => times + 1);
  };
  return { printing, print };
}
