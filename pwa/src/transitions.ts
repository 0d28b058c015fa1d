import { options } from 'preact';

/** Returns whether a click follows a link to another page of the app in this tab. */
function leadsOn(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return false;
  return link.origin === location.origin && link.pathname !== location.pathname && !link.target;
}

/**
 * Has the browser fade from page to page where it can (CSS View Transitions, Level 1) and the visitor has not
 * asked for less motion.
 */
export function startTransitions(): void {
  if (typeof document.startViewTransition !== 'function') return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let isLeaving = false;
  addEventListener(
    'click',
    event => {
      isLeaving = leadsOn(event);
    },
    { capture: true },
  );
  options.debounceRendering = render => {
    if (!isLeaving || calm.matches) {
      queueMicrotask(render);
      return;
    }
    isLeaving = false;
    // A page that is hidden or left meanwhile is drawn all the same, only without the fade.
    const fade = document.startViewTransition(render);
    for (const step of [fade.ready, fade.finished]) void step.catch(() => undefined);
  };
}
