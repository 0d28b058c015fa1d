import type { Text } from '../shared/document';
import type { Place } from './places';

/** Letters without case and accents, so that "kesehatan" and "Kesehatan" are the same. */
const plain = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

const both = ({ id, en }: Text): string[] => [plain(id), plain(en)];

interface Entry {
  readonly place: Place;
  readonly code: string;
  readonly names: readonly string[];
  readonly more: readonly string[];
}

/** The places with their words made ready for searching. */
export type Index = readonly Entry[];

export function indexOf(places: readonly Place[]): Index {
  return places.map(place => ({
    place,
    code: place.type === 'booth' ? plain(place.code) : '',
    names: [
      ...both(place.name),
      ...(place.type === 'booth' && place.exhibitor ? both(place.exhibitor.short_name) : []),
    ],
    more: place.type === 'booth' ? place.services.flatMap(service => both(service.name)) : [],
  }));
}

/** How well a word names the entry: 0 not at all, more the nearer to its beginning and to its own name. */
function score({ code, names, more }: Entry, word: string): number {
  if (code === word) return 9;
  if (code.startsWith(word)) return 6;
  if (names.some(name => name.startsWith(word))) return 5;
  if (names.some(name => name.includes(` ${word}`))) return 4;
  if (more.some(name => name.startsWith(word) || name.includes(` ${word}`) || name.includes(`(${word}`)))
    return 3;
  return [...names, ...more].some(name => name.includes(word)) ? 1 : 0;
}

/** The places that hold every word of the query, best first; none for an empty query. */
export function find(index: Index, query: string): Place[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return index
    .map(entry => {
      const scores = words.map(word => score(entry, word));
      return {
        place: entry.place,
        worth: scores.includes(0) ? 0 : scores.reduce((sum, each) => sum + each, 0),
      };
    })
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({ place }) => place);
}
