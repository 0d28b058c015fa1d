import { useLayoutEffect } from 'preact/hooks';

/** Returns the headings of the page that come before an element, the page's own first. */
function headingsBefore(element: Element): HTMLElement[] {
  const headings = document.querySelectorAll<HTMLElement>('#content :is(h1, h2, h3)');
  return [...headings].filter(
    heading => element.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING,
  );
}

/**
 * Moves the focus to the nearest heading before it when the control that held it goes away with what its component
 * draws next: on the body a keyboard would begin at the page's top, and a screen reader fall silent.
 */
export function useKeptFocus(): void {
  // Asked while drawing, when what is about to go is still there.
  const held = document.activeElement;
  const headings = held && held !== document.body ? headingsBefore(held) : [];
  useLayoutEffect(() => {
    if (!held || held.isConnected || document.activeElement !== document.body) return;
    const heading = headings.filter(each => each.isConnected).at(-1);
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
}
