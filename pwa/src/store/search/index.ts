import MiniSearch, { type Query } from 'minisearch';
import type { Snapshot } from '../snapshot';
import { type Entry, entryOf, type Field, WEIGHTS } from './entry';
import { wordsIn } from './text';

/** A word this short is never taken for a misspelling: too many others are as near. */
const SHORTEST_MISSPELT = 5;
/** How long a slice of building may run before others get their turn, in milliseconds. */
const SLICE = 6;

const FIELDS = Object.keys(WEIGHTS) as Field[];

/** The sessions' words, made ready for searching. */
export interface SearchIndex {
  readonly words: MiniSearch<Entry>;
}

export interface Hit {
  readonly session: string;
  /** Grows the better the session fits. */
  readonly score: number;
  /** The session's own words that were found, folded. */
  readonly terms: ReadonlySet<string>;
}

export type Found = ReadonlyMap<string, Hit>;

/** What makes an index wait until others had their turn, and the clock that says when: milliseconds. */
export interface Turns {
  pause: () => Promise<void>;
  clock: () => number;
}

/** Returns an index over the sessions' texts in both languages, built in short slices. */
export async function buildIndex(store: Snapshot, { pause, clock }: Turns): Promise<SearchIndex> {
  const words = new MiniSearch<Entry>({ fields: FIELDS, tokenize: wordsIn, processTerm: term => term });
  let since = clock();
  for (const session of store.sessions.values()) {
    words.add(entryOf(store, session));
    if (clock() - since < SLICE) continue;
    await pause();
    since = clock();
  }
  return { words };
}

/** So short a beginning is that of half the abstracts' words: there it must be a word of its own. */
const SHORT = 2;
const NAMES = FIELDS.filter(field => field !== 'abstract');
const LOOSELY = { boost: WEIGHTS, prefix: true } as const;

/** Returns the question for one word; `edits` is how far a word may be from it. */
function ask(word: string, edits = 0): Query {
  if (word.length > SHORT) return { queries: [word], ...(edits ? { fuzzy: edits } : {}) };
  const named = { queries: [word], fields: NAMES };
  return { combineWith: 'OR', queries: [named, { queries: [word], fields: ['abstract'], prefix: false }] };
}

/** Returns the edits a word may be away from one of the programme's: none where it begins one. */
function editsOf({ words }: SearchIndex, word: string): number {
  if (word.length < SHORTEST_MISSPELT || words.search(ask(word), LOOSELY).length > 0) return 0;
  // Two letters swapped are two edits.
  return word.length > SHORTEST_MISSPELT ? 2 : 1;
}

/**
 * Returns the sessions that hold every word of the query or one that begins like it, by session. A word that begins
 * none of the programme's is taken for a misspelt one. Nothing is found without words.
 */
export function find(index: SearchIndex, query: string): Found {
  const asked = wordsIn(query);
  const search = (queries: Query[]) => index.words.search({ combineWith: 'AND', queries }, LOOSELY);
  let results = search(asked.map(word => ask(word)));
  if (results.length === 0) {
    const edits = asked.map(word => editsOf(index, word));
    if (edits.some(Boolean)) results = search(asked.map((word, at) => ask(word, edits[at])));
  }
  return new Map(
    results.map(({ id, score, terms }) => [id, { session: id as string, score, terms: new Set(terms) }]),
  );
}
