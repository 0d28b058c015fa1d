import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/index';

const MOVED = 'companion.moved';

/** Returns whether this tab has moved between pages, so that going back stays within the app. */
export function hasMoved(): boolean {
  return sessionStorage.getItem(MOVED) !== null;
}

/**
 * Moves the focus to the new page's heading after each navigation, so that it is read out and the keyboard starts
 * there; not once the reader has put it elsewhere, as in a search field, before the page came to it.
 */
export function useArrival(path: string): void {
  const seen = useRef(path);
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
  }, [path]);
  useEffect(() => {
    if (seen.current === path) return;
    seen.current = path;
    sessionStorage.setItem(MOVED, 'yes');
    const main = document.getElementById('content');
    const focusHeading = () => {
      const focused = document.activeElement;
      if (focused !== before.current && focused !== document.body) return true;
      const heading = main?.querySelector<HTMLElement>('h1');
      heading?.focus({ preventScroll: true });
      return heading !== null && heading !== undefined;
    };
    if (focusHeading() || !main) return;
    // A page of its own chunk appears later than its address: wait for its heading once.
    const watch = new MutationObserver(() => {
      if (focusHeading()) watch.disconnect();
    });
    watch.observe(main, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [path]);
}

/** Sets the document's title while a page is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    const app = t('app.name');
    document.title = title === app || title === '' ? app : `${title} · ${app}`;
  }, [title]);
}

/** Brings into view what the address's fragment names, once its page is drawn. */
export function useFragment(): void {
  useEffect(() => {
    const named = document.getElementById(window.location.hash.slice(1));
    named?.scrollIntoView();
  }, []);
}
