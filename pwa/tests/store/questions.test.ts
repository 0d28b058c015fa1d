import { beforeEach, describe, expect, test } from 'vitest';
import { withDatabase } from '../../src/store/db';
import { votes, withdraw, withdrawn } from '../../src/store/opinions';
import {
  dropQuestion,
  fetchQuestions,
  known,
  pauseFor,
  type Question,
  recallQuestions,
} from '../../src/store/questions';
import { newPhone } from '../fakes/phone';

const question = (id: string, count = 0): Question => ({
  id,
  text: `Question ${id}`,
  locale: 'id',
  asked_at: '2018-11-07T09:00:00+07:00',
  votes: count,
  answered: false,
});

/** A server with one list of questions, whose entity tag is how often it changed. */
class List {
  questions: Question[] = [];
  changes = 0;
  statuses: number[] = [];
  isDown = false;

  set(...questions: Question[]): void {
    this.questions = questions;
    this.changes += 1;
  }

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    if (this.isDown) throw new TypeError('network');
    expect(address).toMatch(/^\/api\/v1\/sessions\/[\w%-]+\/questions$/);
    const etag = `"${this.changes}"`;
    const isSame = new Headers(init.headers).get('If-None-Match') === etag;
    this.statuses.push(isSame ? 304 : 200);
    if (isSame) return new Response(null, { status: 304, headers: { ETag: etag } });
    return new Response(JSON.stringify({ questions: this.questions }), { headers: { ETag: etag } });
  };
}

let server: List;
let time = 0;
const clock = () => {
  time += 1;
  return time;
};

beforeEach(async () => {
  await newPhone();
  known.value = new Map();
  votes.value = new Map();
  server = new List();
});

const texts = (session = 'opening') => known.value.get(session)?.questions.map(({ id }) => id);

test('a list is asked for by its entity tag once it is known', async () => {
  server.set(question('a'));
  expect(await fetchQuestions(server.fetch, 'opening', clock)).toBe(true);
  expect(await fetchQuestions(server.fetch, 'opening', clock)).toBe(true);
  server.set(question('b'), question('a'));
  await fetchQuestions(server.fetch, 'opening', clock);
  expect(server.statuses).toEqual([200, 304, 200]);
  expect(texts()).toEqual(['b', 'a']);
});

test('without the server the last list stands, in a page opened later too', async () => {
  server.set(question('a'));
  await fetchQuestions(server.fetch, 'opening', clock);
  server.isDown = true;
  expect(await fetchQuestions(server.fetch, 'opening', clock)).toBe(false);
  expect(texts()).toEqual(['a']);
  known.value = new Map();
  await recallQuestions('opening');
  expect(texts()).toEqual(['a']);
});

test.each([404, 500])('an answer of status %i changes nothing', async status => {
  server.set(question('a'));
  await fetchQuestions(server.fetch, 'opening', clock);
  const refused = async () => new Response('{"status":0}', { status });
  expect(await fetchQuestions(refused, 'opening', clock)).toBe(false);
  expect(texts()).toEqual(['a']);
});

test('what is remembered does not take the place of what was just told', async () => {
  server.set(question('a'));
  await fetchQuestions(server.fetch, 'opening', clock);
  known.value = new Map([['opening', { questions: [question('b')], etag: null, asOf: time + 1, mine: [] }]]);
  await recallQuestions('opening');
  expect(texts()).toEqual(['b']);
});

test('the questions of twenty sessions are remembered, the latest asked for', async () => {
  for (let n = 0; n < 22; n += 1) await fetchQuestions(server.fetch, `s${n}`, clock);
  const kept = (await withDatabase(db => db.getAllKeys('device'))).map(String);
  expect(kept.length).toBe(20);
  expect(kept.includes('questions:s0') || kept.includes('questions:s1')).toBe(false);
});

test('a question taken back is in no list any more, even when the server still tells it', async () => {
  server.set(question('a'), question('b'));
  await fetchQuestions(server.fetch, 'opening', clock);
  await withdraw('a');
  await dropQuestion('opening', 'a');
  expect(texts()).toEqual(['b']);
  withdrawn.clear();
  server.set(question('a'), question('b', 1));
  await fetchQuestions(server.fetch, 'opening', clock);
  expect(texts()).toEqual(['b']);
});

test('a list knows which votes in it are the visitor’s own', async () => {
  const at = '2018-11-07T02:00:00.000Z';
  votes.value = new Map([
    ['a', { question: 'a', up: true, at, told: true }],
    ['b', { question: 'b', up: true, at }],
    ['c', { question: 'c', up: false, at, told: true }],
  ]);
  server.set(question('a', 1), question('b'), question('c', 1));
  await fetchQuestions(server.fetch, 'opening', clock);
  expect(known.value.get('opening')?.mine).toEqual(['a', 'c']);
});

describe('the pause between two looks', () => {
  test.each([
    [0, 20_000],
    [0.5, 30_000],
    [1, 40_000],
  ])('at luck %f is %i ms', (luck, pause) => {
    expect(pauseFor(luck)).toBe(pause);
  });
});
