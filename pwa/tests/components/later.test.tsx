// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { Later } from '../../src/components/later';

const page = (
  <main>
    <p>first</p>
    <Later>
      <p>later</p>
    </Later>
  </main>
);
const shown = () => [...document.querySelectorAll('p')].map(each => each.textContent);

afterEach(() => act(() => render(null, document.body)));

test('at the start the first screen is drawn alone, and what can wait after it; later pages are whole at once', async () => {
  render(page, document.body);
  expect(shown()).toEqual(['first']);
  await act(() => undefined);
  await expect.poll(shown).toEqual(['first', 'later']);

  await act(() => render(null, document.body));
  render(page, document.body);
  expect(shown()).toEqual(['first', 'later']);
});
