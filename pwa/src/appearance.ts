import { effect } from '@preact/signals';
import { prefs } from './store/prefs';

/** Keeps the document's language and theme as the visitor prefers them. */
export function startAppearance(): void {
  const browserColours = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
  const own = browserColours.map(meta => meta.content);
  effect(() => {
    const { locale, theme } = prefs.value;
    const root = document.documentElement;
    root.lang = locale;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    browserColours.forEach((meta, at) => {
      meta.content = own[theme === 'system' ? at : theme === 'light' ? 0 : 1] ?? '';
    });
  });
}
