import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const SOURCES = new URL('../../src/', import.meta.url);
/** Properties and values that name a side of the screen and not of the text. */
const PHYSICAL = [
  /(?:^|[;{\s])(?:margin|padding|scroll-margin|scroll-padding)-(?:left|right)\s*:/,
  /(?:^|[;{\s])border-(?:left|right|(?:top|bottom)-(?:left|right)-radius)(?:-\w+)?\s*:/,
  /(?:^|[;{\s])(?:left|right)\s*:/,
  /(?:^|[;{\s])(?:text-align|float|clear|justify-\w+)\s*:\s*(?:left|right)\b/,
];
/** Four values are top, right, bottom, left: the sides may differ only through the logical properties. */
const FOUR = /(?:^|[;{\s])(?:margin|padding|inset|border-width)\s*:\s*([^;]+);/;

function sides(value: string): string[] {
  return value.trim().match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
}

function isPhysical(line: string): boolean {
  if (PHYSICAL.some(pattern => pattern.test(line))) return true;
  const [, right, , left] = sides(FOUR.exec(line)?.[1] ?? '');
  return left !== undefined && left !== right;
}

async function physicalLines(): Promise<string[]> {
  const files = (await readdir(SOURCES, { recursive: true })).filter(file => file.endsWith('.css'));
  const found: string[] = [];
  for (const file of files.sort()) {
    const lines = (await readFile(new URL(file, SOURCES), 'utf8')).split('\n');
    found.push(...lines.filter(isPhysical).map(line => `${file}: ${line.trim()}`));
  }
  return found;
}

test.each([
  'margin-left: 4px;',
  'border-top-left-radius: 0;',
  'text-align: right;',
  '  right: 0;',
  'padding: 0 10px 10px var(--gutter);',
])('%s names a side of the screen', line => {
  expect(isPhysical(line)).toBe(true);
});

test.each([
  'margin-inline-start: 4px;',
  'padding: 4px 8px 0;',
  'padding: calc(var(--a) + 6px) var(--b) 6px;',
])('%s holds in both directions of writing', line => {
  expect(isPhysical(line)).toBe(false);
});

test('no style sheet names a side of the screen', async () => {
  expect(await physicalLines()).toEqual([]);
});
