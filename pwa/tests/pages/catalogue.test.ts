import { describe, expect, test } from 'vitest';
import { narrowed, tally } from '../../src/pages/catalogue';
import type { Innovation } from '../../src/shared/document';
import { text } from '../factories';

function innovation(id: string, more: Partial<Innovation>): Innovation {
  return {
    id,
    revision: 1,
    basis: 'fact',
    source: [],
    name: text(id),
    institution: text('Kota Surabaya'),
    unit: null,
    institution_kind: 'kota',
    province: 'Jawa Timur',
    theme: 'kesehatan',
    summary: text('', ''),
    exhibitor: null,
    list: 'top-99-2018',
    ...more,
  };
}

const panas = innovation('Tahu Panas', { summary: text('Informasi pangan', 'Food information') });
const perahu = innovation('Kelas Perahu', {
  institution: text('Kabupaten Pangkep', 'Pangkep Regency'),
  institution_kind: 'kabupaten',
  province: 'Sulawesi Selatan',
  theme: 'pendidikan',
});
const ten = innovation('10 in 1', { province: null });
const six = innovation('6 in 1', { province: null });
const all = [panas, perahu, ten, six];
const open = { search: '', kind: '', province: '', theme: '' };
const names = (found: Innovation[]) => found.map(each => each.id);

describe('the catalogue', () => {
  test('stands in the order of names, numbers by their size', () => {
    expect(names(narrowed(all, open))).toEqual(['6 in 1', '10 in 1', 'Kelas Perahu', 'Tahu Panas']);
  });

  test('finds words of both languages in any order, without regard to case', () => {
    expect(names(narrowed(all, { ...open, search: 'FOOD panas' }))).toEqual(['Tahu Panas']);
    expect(names(narrowed(all, { ...open, search: 'regency' }))).toEqual(['Kelas Perahu']);
  });

  test('narrows by every field at once', () => {
    expect(names(narrowed(all, { ...open, kind: 'kota', province: 'Jawa Timur' }))).toEqual(['Tahu Panas']);
    expect(names(narrowed(all, { ...open, kind: 'kota', theme: 'pendidikan' }))).toEqual([]);
  });

  test('ignores spaces around the search', () => {
    expect(names(narrowed(all, { ...open, search: ' perahu  ' }))).toEqual(['Kelas Perahu']);
  });
});

test('a tally leaves out what is unknown and starts with the most frequent', () => {
  expect(tally(['b', null, 'a', 'b'])).toEqual([
    { value: 'b', count: 2 },
    { value: 'a', count: 1 },
  ]);
});
