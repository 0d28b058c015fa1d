import { expect, test } from 'vitest';
import { buildIndex, find } from '../../src/store/search/index';
import { programme } from '../programme';

const SESSIONS = 1_300;
const ROUNDS = 3;

/** Returns what one would have typed after each key. */
function keystrokes(query: string): string[] {
  return [...query].map((_, at) => query.slice(0, at + 1));
}

test(`every key of a query is answered at ${SESSIONS} sessions; its time is printed`, async () => {
  const store = programme(SESSIONS);
  const clock = () => performance.now();
  const started = clock();
  let slice = 0;
  let longest = 0;
  const pause = () => {
    longest = Math.max(longest, clock() - slice);
    return Promise.resolve().then(() => {
      slice = clock();
    });
  };
  slice = clock();
  const index = await buildIndex(store, { pause, clock });
  const built = clock() - started;
  const titles = [...store.sessions.values()].slice(0, 12).map(each => each.title.id.slice(0, 14));
  const typed = [...titles, 'pelayanan publik', 'salahhketik', 'ko', 'pe'].flatMap(keystrokes);
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of typed) {
      const from = clock();
      found += find(index, query).size;
      times.push(clock() - from);
    }
  }
  times.sort((a, b) => a - b);
  const part = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2);
  process.stdout.write(
    `search at ${SESSIONS} sessions: built in ${built.toFixed(0)} ms, slices up to ${longest.toFixed(1)} ms; ` +
      `per key ${part(0.5)} ms median, ${part(0.95)} ms p95, ${part(1)} ms most\n`,
  );
  expect(found > times.length).toBe(true);
}, 60_000);
