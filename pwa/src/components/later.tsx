import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

let hasBegun = false;

/**
 * Returns whether to draw what can wait: at the app's start only after the frame that shows the first of the page,
 * since both together would hold up a slow phone. Later pages are whole at once.
 */
export function useLater(): boolean {
  const [isDue, setDue] = useState(hasBegun);
  // Runs once a frame has been shown.
  useEffect(() => {
    hasBegun = true;
    setDue(true);
  }, []);
  return isDue;
}

/** Draws what stands below the first screen, at the app's start a moment later. */
export function Later({ children }: { children: ComponentChildren }) {
  return useLater() ? children : null;
}
