import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askToKeepStore } from '../../src/store/persist';
import { newPhone } from '../fakes/phone';

/** A browser's storage that grants what it is asked, and counts how often. */
class Storage {
  asked = 0;
  constructor(private granted = false) {}
  persisted = () => Promise.resolve(this.granted);
  persist = () => {
    this.asked += 1;
    this.granted = true;
    return Promise.resolve(true);
  };
}

beforeEach(newPhone);
afterEach(() => vi.unstubAllGlobals());

test('the browser is asked once to keep the store', async () => {
  const storage = new Storage();
  vi.stubGlobal('navigator', { storage });
  await askToKeepStore();
  await askToKeepStore();
  expect(storage.asked).toBe(1);
});

test('a browser that keeps it anyway, or cannot, is not asked', async () => {
  const storage = new Storage(true);
  vi.stubGlobal('navigator', { storage });
  await askToKeepStore();
  expect(storage.asked).toBe(0);
  vi.stubGlobal('navigator', {});
  await expect(askToKeepStore()).resolves.toBeUndefined();
});
