import { beforeEach, expect, test } from 'vitest';
import { readMark } from '../../src/store/inbox';
import { loadMarks, mark, marks } from '../../src/store/marks';

beforeEach(async () => {
  marks.value = new Set();
  await loadMarks();
});

test('marks are kept on the phone', async () => {
  await mark(readMark('welcome'), 'later:install');
  marks.value = new Set();
  await loadMarks();
  expect([...marks.value]).toEqual(['read:welcome', 'later:install']);
});

test('a mark set before the kept ones are read is not lost', async () => {
  await mark('later:notify');
  const reading = loadMarks();
  const marking = mark(readMark('late'));
  await Promise.all([reading, marking]);
  expect(marks.value.has('read:late') && marks.value.has('later:notify')).toBe(true);
});
