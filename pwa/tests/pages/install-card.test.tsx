// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InstallCard } from '../../src/pages/install-card';
import { pushState } from '../../src/push/state';
import { marks, marksLoaded } from '../../src/store/marks';

/** Chromium's offer, which remembers how often it was taken up. */
class Offer extends Event {
  prompts = 0;

  constructor() {
    super('beforeinstallprompt', { cancelable: true });
  }

  async prompt(): Promise<void> {
    this.prompts += 1;
  }
}

function happen(event: Event): void {
  void act(() => void dispatchEvent(event));
}

function press(name: string): void {
  const named = [...document.querySelectorAll('button')].find(
    each => (each.getAttribute('aria-label') ?? each.textContent) === name,
  );
  void act(() => named?.click());
}

const title = () => document.querySelector('h2')?.textContent;

beforeEach(() => {
  marks.value = new Set();
  marksLoaded.value = true;
  pushState.value = 'off';
  void act(() => render(<InstallCard />, document.body));
});

afterEach(() => {
  happen(new Event('appinstalled'));
  void act(() => render(null, document.body));
});

describe('the card for installing', () => {
  test('is not there where the browser makes no offer', () => {
    expect(document.body.textContent).toBe('');
  });

  test('takes the browser’s offer for its own, and up when its button is pressed, once', () => {
    const offer = new Offer();
    happen(offer);
    expect([title(), offer.defaultPrevented, offer.prompts]).toEqual(['Pasang di ponsel ini', true, 0]);

    press('Pasang');
    expect([title(), offer.prompts]).toEqual([undefined, 1]);
  });

  test('goes once the app is installed by another way', () => {
    happen(new Offer());
    happen(new Event('appinstalled'));
    expect(title()).toBeUndefined();
  });

  test('stays away once it was put off, whatever the browser offers', () => {
    happen(new Offer());
    press('Nanti');
    happen(new Offer());
    expect(title()).toBeUndefined();
  });

  test('tells an iPhone’s browser the three steps, until they are put off', () => {
    void act(() => {
      pushState.value = 'needs-install';
    });
    expect(title()).toBe('Pasang di iPhone');
    expect([...document.querySelectorAll('li')].map(each => each.textContent)).toEqual([
      'Ketuk Bagikan di bilah Safari',
      'Pilih Tambah ke Layar Utama',
      'Buka IPS Forum dari layar utama',
    ]);

    press('Tutup');
    expect(title()).toBeUndefined();
  });
});
