import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const SOURCES = new URL('../../src/', import.meta.url);

test('nothing moves for ever, which would cost an old phone a quarter of a core (WCAG 2.2.2)', async () => {
  const files = (await readdir(SOURCES, { recursive: true })).filter(file => file.endsWith('.css'));
  const styles = await Promise.all(files.map(file => readFile(new URL(file, SOURCES), 'utf8')));
  const moving = styles.flatMap(style => style.match(/animation[\w-]*\s*:[^;]+;/g) ?? []);
  expect(moving.length).toBeGreaterThan(3);
  expect(moving.filter(rule => rule.includes('infinite'))).toEqual([]);
});
