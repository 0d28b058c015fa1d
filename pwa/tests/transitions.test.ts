// @vitest-environment happy-dom
import { options } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTransitions } from '../src/transitions';

let faded: number;
let isCalm: boolean;

function click(html: string, init: MouseEventInit = {}): void {
  document.body.innerHTML = html;
  const target = document.body.querySelector('b, a');
  // Where the link leads is the router's business.
  target?.addEventListener('click', event => event.preventDefault());
  target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));
}

async function draw(): Promise<boolean> {
  const before = faded;
  await new Promise<void>(resolve => options.debounceRendering?.(resolve));
  return faded > before;
}

beforeEach(() => {
  faded = 0;
  isCalm = false;
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return isCalm;
    },
  }));
  document.startViewTransition = ((render: () => void) => {
    faded += 1;
    render();
    const step = Promise.resolve();
    return { ready: step, finished: step };
  }) as unknown as Document['startViewTransition'];
  startTransitions();
});

afterEach(() => {
  delete options.debounceRendering;
  vi.unstubAllGlobals();
});

test('a link to another page fades, once', async () => {
  click('<a href="/map"><b>Map</b></a>');
  expect(await draw()).toBe(true);
  expect(await draw()).toBe(false);
});

test('a visitor who wants less motion sees none', async () => {
  isCalm = true;
  click('<a href="/map">Map</a>');
  expect(await draw()).toBe(false);
});

test.each([
  ['a button', '<b>Star</b>', {}],
  ['a link of the same page', '<a href="?day=2">Day 2</a>', {}],
  ['another site', '<a href="https://example.org/">Out</a>', {}],
  ['a new tab', '<a href="/map">Map</a>', { ctrlKey: true }],
])('%s does not fade', async (_name, html, init) => {
  click(html, init);
  expect(await draw()).toBe(false);
});
