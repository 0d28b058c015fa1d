import { effect } from '@preact/signals';
import { syncNow } from '../../store/pace';
import { type Snapshot, store } from '../../store/signals';

const TURNS = 8;
const PAUSE_MS = 400;

/** Returns whether the phone's store holds something within so many milliseconds. */
function within(ms: number, holds: (store: Snapshot) => boolean): Promise<boolean> {
  return new Promise(resolve => {
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => end(false), ms);
    const end = (answer: boolean) => {
      clearTimeout(timer);
      resolve(answer);
      stop();
    };
    stop = effect(() => {
      if (holds(store.value)) queueMicrotask(() => end(true));
    });
  });
}

/**
 * Syncs until the phone's store holds what was just published, or gives up after some seconds: the server's
 * document follows its database a moment later, on another machine perhaps more than a moment.
 */
export async function syncUntil(holds: (store: Snapshot) => boolean): Promise<boolean> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await syncNow();
    if (await within(PAUSE_MS, holds)) return true;
  }
  return false;
}
