import { createElement } from 'preact';
import { localText } from '../i18n/index';
import type { Text } from '../shared/document';

type Element = 'span' | 'p' | 'h1' | 'h2' | 'h3' | 'li' | 'dd' | 'div';

/** Returns a text of the event in the reader's language, marked with its own language where it falls back. */
export function Words({
  text,
  as = 'span',
  class: className,
}: {
  text: Text;
  as?: Element;
  class?: string | undefined;
}) {
  const { value, lang } = localText(text);
  return createElement(as, { class: className, lang }, value);
}
