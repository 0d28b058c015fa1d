const WORD = /[\p{L}\p{N}]+/gu;
/** A word as it is written, with the marks that some write as letters of their own. */
const WRITTEN = /[\p{L}\p{N}\p{M}]+/gu;

/** Returns letters without case and accents: `Inovasi` and `inovasi` are the same word. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Returns a text's words in order, folded. */
export function wordsIn(text: string): string[] {
  return folded(text).match(WORD) ?? [];
}

export interface Piece {
  text: string;
  isHit: boolean;
}

/** Returns a text in pieces that joined give it again; those that are one of the folded `terms` are hits. */
export function pieces(text: string, terms: ReadonlySet<string>): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  const add = (end: number, isHit: boolean): void => {
    if (end > done) found.push({ text: text.slice(done, end), isHit });
    done = end;
  };
  for (const match of text.matchAll(WRITTEN)) {
    if (!terms.has(folded(match[0]))) continue;
    add(match.index, false);
    add(match.index + match[0].length, true);
  }
  add(text.length, false);
  return found;
}

/** Returns whether any of a text's words is one of the folded terms. */
export function isIn(text: string, terms: ReadonlySet<string>): boolean {
  return wordsIn(text).some(word => terms.has(word));
}

const BEFORE = 40;
const LENGTH = 120;

/** Returns about a line of a text around its first hit, cut between words. */
export function excerpt(text: string, terms: ReadonlySet<string>): string {
  const [first] = pieces(text, terms);
  const at = first && !first.isHit ? first.text.length : 0;
  const from = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1;
  const end = text.length <= from + LENGTH ? text.length : text.lastIndexOf(' ', from + LENGTH);
  return `${from > 0 ? '… ' : ''}${text.slice(from, end > from ? end : text.length)}${end < text.length ? ' …' : ''}`;
}
