/** Calls `changed` whenever theme, text size or fonts have changed, until the returned function is called. */
export function onRestyle(changed: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', changed, { signal });
  document.fonts.addEventListener('loadingdone', changed, { signal });
  const watching = new MutationObserver(changed);
  watching.observe(document.documentElement, {
    attributeFilter: ['data-theme', 'data-text', 'style', 'class'],
  });
  return () => {
    stop.abort();
    watching.disconnect();
  };
}
