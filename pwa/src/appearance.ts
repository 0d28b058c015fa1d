import { effect } from '@preact/signals';
import { prefs } from './store/prefs';

/** Keeps the document's language, theme and text size as the visitor prefers them. */
export function startAppearance(): void {
  const browserColours = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
  const own = browserColours.map(meta => meta.content);
  effect(() => {
    const { locale, theme, textSize } = prefs.value;
    const root = document.documentElement;
    root.lang = locale;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    if (textSize === 'normal') delete root.dataset.text;
    else root.dataset.text = textSize;
    browserColours.forEach((meta, at) => {
      meta.content = own[theme === 'system' ? at : theme === 'light' ? 0 : 1] ?? '';
    });
  });
}
