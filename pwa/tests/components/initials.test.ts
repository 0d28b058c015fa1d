import { expect, test } from 'vitest';
import { initials } from '../../src/components/initials';

test('initials are those of the first and the last name', () => {
  expect(['Jusuf Kalla', 'Syafruddin', 'Abdul Hadi Wijaya'].map(initials)).toEqual(['JK', 'S', 'AW']);
});

test('titles before and after a name are left out', () => {
  expect(['Prof. Dr. Diah Natalisa, M.B.A.', 'H. Soekarwo'].map(initials)).toEqual(['DN', 'S']);
});
