import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Where in the list the reader was: a session and its top's distance from the screen's, in pixels. */
export interface Place {
  session: string;
  top: number;
}

const KEY = 'agendaPlace';
const ENTRIES = '[data-session]';
const QUIET = 120;

/** Returns the place that this step of the history was left at, null on a first visit. */
export function keptPlace(): Place | null {
  const place = history.state?.[KEY];
  return typeof place?.session === 'string' && typeof place.top === 'number' ? place : null;
}

function keep(place: Place | null): void {
  if (place) history.replaceState({ ...history.state, [KEY]: place }, '');
}

/** Returns the first entry whose end is on the screen. */
function placeIn(list: HTMLElement): Place | null {
  const firstIn = (element: Element | undefined, selector: string) =>
    [...(element?.querySelectorAll<HTMLElement>(selector) ?? [])].find(
      each => each.getBoundingClientRect().bottom > 0,
    );
  const entry = firstIn(firstIn(list, 'section'), ENTRIES);
  const session = entry?.dataset.session;
  return entry && session ? { session, top: Math.round(entry.getBoundingClientRect().top) } : null;
}

function entryOf(list: HTMLElement, session: string): HTMLElement | undefined {
  return [...list.querySelectorAll<HTMLElement>(ENTRIES)].find(each => each.dataset.session === session);
}

const SETTLED = 1500;
const INPUTS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Shows what `find` finds at a distance from the screen's top and holds it there while what is drawn around it takes
 * its true size, until the reader does anything; returns what lets go of it.
 */
export function hold(
  list: HTMLElement,
  find: () => HTMLElement | null | undefined,
  top: () => number,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    const shown = find();
    if (shown) scrollBy(0, shown.getBoundingClientRect().top - top());
    // What is drawn above it goes on moving it.
    clearTimeout(timer);
    timer = setTimeout(release, SETTLED);
  };
  const watch = new ResizeObserver(show);
  const release = () => {
    clearTimeout(timer);
    watch.disconnect();
    for (const input of INPUTS) removeEventListener(input, release);
  };
  for (const input of INPUTS) addEventListener(input, release, { passive: true });
  // The first call comes with the next frame, after its layout and before its paint: to ask here would lay out twice.
  watch.observe(list);
  return release;
}

/**
 * Keeps in the history where the reader is in the list, and returns there when they come back. The browser's own
 * memory counts pixels, which shift: entries that are not drawn yet are only guessed at. The list must be drawn once it `isReady`; `onLeave` is called before a link may lead away.
 */
export function usePlace(onLeave: () => void, isReady: boolean) {
  const list = useRef<HTMLDivElement>(null);
  const leaving = useRef(onLeave);
  leaving.current = onLeave;
  const returning = useRef<Place | null | undefined>(undefined);
  if (returning.current === undefined) returning.current = keptPlace();

  useLayoutEffect(() => {
    const before = history.scrollRestoration;
    history.scrollRestoration = 'manual';
    return () => {
      // The step of the history that follows is another page's, which leaves this to the browser.
      history.scrollRestoration = before;
    };
  }, []);

  useLayoutEffect(() => {
    const shown = list.current;
    if (!isReady || !shown || !returning.current) return;
    const place = returning.current;
    returning.current = null;
    return hold(
      shown,
      () => entryOf(shown, place.session),
      () => place.top,
    );
  }, [isReady]);

  useEffect(() => {
    const path = location.pathname;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = () => {
      // The address may be another page's already.
      if (list.current && location.pathname === path) keep(placeIn(list.current));
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(note, QUIET);
    };
    const leave = () => {
      leaving.current();
      note();
    };
    addEventListener('scroll', later, { passive: true });
    // Before the router, which moves on at the end of the same click.
    addEventListener('click', leave, { capture: true });
    addEventListener('pagehide', leave);
    return () => {
      clearTimeout(timer);
      removeEventListener('scroll', later);
      removeEventListener('click', leave, { capture: true });
      removeEventListener('pagehide', leave);
    };
  }, []);
  return list;
}
