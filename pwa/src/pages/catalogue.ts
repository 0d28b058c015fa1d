import type { Innovation } from '../shared/document';

/** What the visitor has narrowed the catalogue to; empty strings leave a field open. */
export interface Narrowing {
  search: string;
  kind: string;
  province: string;
  theme: string;
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

function haystack(innovation: Innovation): string {
  const { name, institution, unit, summary, province } = innovation;
  const texts = [name, institution, unit, summary].flatMap(text => (text ? [text.id, text.en] : []));
  return folded([...texts, province ?? ''].join(' '));
}

/** Returns whether every word of `search` begins or stands within the innovation's texts in either language. */
function isFound(innovation: Innovation, search: string): boolean {
  const text = haystack(innovation);
  return folded(search)
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** Returns the innovations that fit, by name. */
export function narrowed(innovations: Iterable<Innovation>, by: Narrowing): Innovation[] {
  return [...innovations]
    .filter(each => !by.kind || each.institution_kind === by.kind)
    .filter(each => !by.province || each.province === by.province)
    .filter(each => !by.theme || each.theme === by.theme)
    .filter(each => !by.search || isFound(each, by.search))
    .sort((a, b) => a.name.id.localeCompare(b.name.id, 'id', { numeric: true }));
}

/** Returns the values a field takes and how often, the most frequent first. */
export function tally(values: Iterable<string | null>): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}
