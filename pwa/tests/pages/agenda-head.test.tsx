// @vitest-environment happy-dom
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AgendaHead } from '../../src/pages/agenda/head';

const nothing = () => undefined;

function Head() {
  const [q, search] = useState('');
  return (
    <AgendaHead
      q={q}
      onSearch={search}
      onWant={nothing}
      view={null}
      onView={nothing}
      filters={0}
      onFilters={nothing}
      onPrint={nothing}
    />
  );
}

const field = () => document.querySelector<HTMLInputElement>('input[type=search]');
const opener = () => document.querySelector<HTMLElement>('[aria-label="Cari di agenda"]:not(input)');

/** Presses a key where the focus is; returns whether the browser is left to do with it what it would. */
function press(key: string, held: KeyboardEventInit = {}): boolean {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held });
  void act(() => void target.dispatchEvent(event));
  return !event.defaultPrevented;
}

beforeEach(() => {
  void act(() => render(<Head />, document.body));
});

afterEach(() => {
  void act(() => render(null, document.body));
});

describe('the agenda’s search', () => {
  test.each([
    ['Ctrl+K', 'k', { ctrlKey: true }],
    ['Ctrl+K with capitals locked', 'K', { ctrlKey: true }],
    ['Cmd+K', 'k', { metaKey: true }],
  ])('is begun by %s', (_, key, held) => {
    expect(press(key, held)).toBe(false);
    expect(document.activeElement).toBe(field());
  });

  test.each([
    ['a slash', '/', {}],
    ['a letter', 'k', {}],
    ['Ctrl+Alt+K', 'k', { ctrlKey: true, altKey: true }],
    ['Ctrl+Shift+K', 'k', { ctrlKey: true, shiftKey: true }],
  ])('is not begun by %s, which may mean something else', (_, key, held) => {
    expect(press(key, held)).toBe(true);
    expect(document.activeElement).toBe(document.body);
  });

  test('gives the focus to its button when Escape closes it', () => {
    press('k', { ctrlKey: true });
    press('Escape');
    expect(document.activeElement).toBe(opener());
  });
});
