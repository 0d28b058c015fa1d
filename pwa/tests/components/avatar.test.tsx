// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { Avatar } from '../../src/components/avatar';
import type { Photo } from '../../src/shared/document';
import { photo, speaker, text } from '../factories';

const SRC = '/photos/0123456789abcdef0123456789abcdef.webp';

function draw(shown: Photo | null): HTMLImageElement | null {
  const person = { ...speaker('ayu'), name: text('Dr. Ayu Lestari'), photo: shown };
  void act(() => render(<Avatar speaker={person} />, document.body));
  return document.querySelector('img');
}

const words = () => document.body.textContent;

afterEach(() => {
  void act(() => render(null, document.body));
});

test('a speaker without a photo is their initials', () => {
  expect([draw(null), words()]).toEqual([null, 'AL']);
});

test('a photo lies over the initials, takes its room at once and says nothing that the name does not', () => {
  const image = draw(photo(SRC));
  const told = ['src', 'alt', 'width', 'height', 'loading', 'decoding'].map(name =>
    image?.getAttribute(name),
  );
  expect([told, words()]).toEqual([[SRC, '', '320', '320', 'lazy', 'async'], 'AL']);
});

test('where it cannot be had the initials show again, until there is another', () => {
  const image = draw(photo(SRC));
  image?.dispatchEvent(new Event('error'));
  expect([image?.hidden, draw(photo(SRC))?.hidden]).toEqual([true, true]);
  expect(draw(photo('/photos/other.webp'))?.hidden).toBe(false);
});
