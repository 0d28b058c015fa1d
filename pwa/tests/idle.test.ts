import { afterEach, expect, test, vi } from 'vitest';
import { quiet } from '../src/idle';

afterEach(() => vi.unstubAllGlobals());

test('what can wait waits until an idle time is whole: a shorter one ends with a frame that is still to be drawn', async () => {
  const left = [12, 3, 39, 49];
  const asked: number[] = [];
  vi.stubGlobal('window', { requestIdleCallback: true });
  vi.stubGlobal('requestIdleCallback', (look: (idle: { timeRemaining: () => number }) => void) => {
    const ms = left.shift() ?? 0;
    asked.push(ms);
    queueMicrotask(() => look({ timeRemaining: () => ms }));
  });
  await quiet();
  expect(asked).toEqual([12, 3, 39, 49]);
});

test('a browser that does not tell of idle times is given a moment', async () => {
  vi.stubGlobal('window', {});
  vi.useFakeTimers();
  const waited = quiet();
  await vi.runAllTimersAsync();
  await waited;
  vi.useRealTimers();
});
