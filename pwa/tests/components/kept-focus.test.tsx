// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { useKeptFocus } from '../../src/components/kept-focus';

function Card({ isShown }: { isShown: boolean }) {
  useKeptFocus();
  return isShown ? (
    <section>
      <h2>Card</h2>
      <button type="button">Later</button>
    </section>
  ) : null;
}

function Page({ isShown }: { isShown: boolean }) {
  return (
    <main id="content">
      <h1 tabIndex={-1}>Home</h1>
      <h2>News</h2>
      <a href="/map">Map</a>
      <Card isShown={isShown} />
      <h2>Ceremony</h2>
    </main>
  );
}

function draw(isShown: boolean): void {
  void act(() => render(<Page isShown={isShown} />, document.body));
}

const focused = () => document.activeElement?.textContent;

afterEach(() => {
  void act(() => render(null, document.body));
});

test('the focus goes to the heading before what held it and went away', () => {
  draw(true);
  document.querySelector('button')?.focus();
  draw(false);
  expect(focused()).toBe('News');
});

test('the focus of another control stays', () => {
  draw(true);
  document.querySelector('a')?.focus();
  draw(false);
  expect(focused()).toBe('Map');
});

test('what goes away without the focus moves none', () => {
  draw(true);
  draw(false);
  expect(document.activeElement).toBe(document.body);
});
