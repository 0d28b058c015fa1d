import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';

interface Kept {
  left: number;
  top: number;
  session: string | null;
}

const KEY = 'agendaGrid';
const QUIET = 120;
/** Where the now line stands when the grid opens, as a part of its height. */
const SIGHT = 1 / 3;

function kept(): Kept | null {
  const place = history.state?.[KEY];
  return typeof place?.left === 'number' && typeof place.top === 'number' ? place : null;
}

/**
 * Opens a grid where its reader left it, else at the now line (in row lines from its top), and keeps in the history
 * where it is; returns the session that had the focus, null for none.
 */
export function useGridPlace(frame: RefObject<HTMLElement | null>, now: number | null): string | null {
  const before = useMemo(kept, []);
  useLayoutEffect(() => {
    const shown = frame.current;
    if (!shown) return;
    if (before) {
      shown.scrollTo(before.left, before.top);
      return;
    }
    const row = parseFloat(getComputedStyle(shown).getPropertyValue('--row'));
    if (now !== null) shown.scrollTop = now * row - shown.clientHeight * SIGHT;
  }, []);
  useEffect(() => {
    const shown = frame.current;
    if (!shown) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = () => {
      const session = shown.querySelector<HTMLElement>(':focus')?.dataset.session ?? null;
      const place: Kept = { left: shown.scrollLeft, top: shown.scrollTop, session };
      history.replaceState({ ...history.state, [KEY]: place }, '');
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(note, QUIET);
    };
    shown.addEventListener('scroll', later, { passive: true });
    addEventListener('click', note, { capture: true });
    return () => {
      clearTimeout(timer);
      shown.removeEventListener('scroll', later);
      removeEventListener('click', note, { capture: true });
    };
  }, []);
  return before?.session ?? null;
}
