// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ShareButton } from '../../src/pages/share';

const URL_SHARED = `${location.origin}/agenda/opening`;

/** Lets the browser share by these ways, presses the button and returns what is said of it. */
async function shareBy(
  ways: Partial<Pick<Navigator, 'share' | 'clipboard'>>,
): Promise<string | null | undefined> {
  vi.stubGlobal('navigator', ways);
  await act(async () => {
    document.querySelector('button')?.click();
    // One turn of the loop, by which every answer has come.
    await new Promise(done => setTimeout(done));
  });
  return document.querySelector('[role=status]')?.textContent;
}

function clipboard(writeText: (text: string) => Promise<void>): Clipboard {
  return { writeText } as Clipboard;
}

const refuse = (name: string) => async () => {
  throw new DOMException('', name);
};

beforeEach(() => {
  void act(() => render(<ShareButton title="Opening" path="/agenda/opening" />, document.body));
});

afterEach(() => {
  vi.unstubAllGlobals();
  void act(() => render(null, document.body));
});

describe('sharing a page', () => {
  test('hands its title and address to the phone’s sheet, which says the rest', async () => {
    const handed: ShareData[] = [];
    const said = await shareBy({
      share: async data => {
        handed.push(data ?? {});
      },
    });
    expect([handed, said]).toEqual([[{ title: 'Opening', url: URL_SHARED }], '']);
  });

  test('is no failure where the sheet was closed', async () => {
    expect(await shareBy({ share: refuse('AbortError') })).toBe('');
  });

  test('copies the address where there is no sheet, and says so', async () => {
    const copied: string[] = [];
    const said = await shareBy({
      clipboard: clipboard(async text => {
        copied.push(text);
      }),
    });
    expect([copied, said]).toEqual([[URL_SHARED], 'Alamat disalin']);
  });

  test.each([
    ['the sheet', { share: refuse('NotAllowedError') }],
    ['the clipboard', { clipboard: clipboard(refuse('NotAllowedError')) }],
    ['a browser without either', {}],
  ])('says that it failed with %s', async (_, ways) => {
    expect(await shareBy(ways)).toBe('Alamat tidak dapat disalin');
  });
});
