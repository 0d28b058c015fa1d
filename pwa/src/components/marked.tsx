import { pieces } from '../store/search/text';

/** The words that a search found in an entry, folded; null outside of a search. */
export type Terms = ReadonlySet<string> | null;

/** Returns a text with the words that were searched for marked. */
export function Marked({ text, terms }: { text: string; terms: Terms }) {
  if (terms === null) return <>{text}</>;
  return <>{pieces(text, terms).map(({ text: piece, isHit }) => (isHit ? <mark>{piece}</mark> : piece))}</>;
}
