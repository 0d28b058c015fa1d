import { expect, test } from 'vitest';
import { drawQr } from '../../src/components/qr';

test('a link as QR code has its finder patterns four modules from the edge, and nothing in the margin', () => {
  const { size, path } = drawQr('https://forum.example.org/speaker#token=r9-VV-PfSeBRxc4gzj35UlTeVoRh8zjl');
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
  const finder = (left: number, top: number) =>
    Array.from({ length: 7 }, (_, at) => dark.has(`${left + at} ${top}`) && dark.has(`${left} ${top + at}`));
  const far = size - 4 - 7;
  expect([finder(4, 4), finder(far, 4), finder(4, far)].flat()).toEqual(Array(21).fill(true));
  expect([...dark].filter(each => each.split(' ').some(n => Number(n) < 4 || Number(n) >= size - 4))).toEqual(
    [],
  );
});
