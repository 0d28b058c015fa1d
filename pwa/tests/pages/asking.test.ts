import { describe, expect, test } from 'vitest';
import type { HandledQuestion } from '../../src/api/speaker';
import { askWindow, entriesOf, isRateable, toldMark } from '../../src/pages/session/asking';
import { refusalWords } from '../../src/pages/session/refusals';
import { replaced } from '../../src/pages/speaker/use-questions';
import type { Asked, Vote } from '../../src/shared/personal';
import { millis } from '../../src/shared/time';
import type { KnownQuestions, Question } from '../../src/store/questions';
import { session } from '../factories';

const START = '2018-11-07T09:00:00+07:00';
const END = '2018-11-07T10:00:00+07:00';
const talk = session('talk', START, END);
const cancelled = session('talk', START, END, { status: 'cancelled' });
const at = (clock: string) => millis(`2018-11-${clock}:00+07:00`);

const question = (id: string, votes = 0, more: Partial<Question> = {}): Question => ({
  id,
  text: `Question ${id}`,
  locale: 'id',
  asked_at: START,
  votes,
  answered: false,
  ...more,
});
const list = (questions: Question[], more: Partial<KnownQuestions> = {}): KnownQuestions => ({
  questions,
  etag: null,
  asOf: at('07T10:00'),
  mine: [],
  ...more,
});
const asked = (id: string, more: Partial<Asked> = {}): ReadonlyMap<string, Asked> =>
  new Map([[id, { id, session: 'talk', text: `Question ${id}`, at: START, ...more }]]);
const vote = (id: string, up: boolean, told?: boolean): ReadonlyMap<string, Vote> =>
  new Map([[id, { question: id, up, at: START, ...(told === undefined ? {} : { told }) }]]);
const nothing = new Map<string, never>();

describe('questions', () => {
  test.each([
    ['07T07:59', 'early'],
    ['07T08:00', 'open'],
    ['08T10:00', 'open'],
    ['08T10:01', 'over'],
  ])('at %s are %s', (clock, state) => {
    expect(askWindow(talk, '2018-11-07T08:00:00+07:00', at(clock))).toBe(state);
  });

  test('of a cancelled session are not asked', () => {
    expect(askWindow(cancelled, null, at('07T09:00'))).toBe('cancelled');
  });

  test('stand in the server’s order behind what waits on this phone', () => {
    const entries = entriesOf('talk', list([question('b', 3), question('a', 1)]), asked('mine'), nothing);
    expect(entries.map(({ id, state }) => [id, state])).toEqual([
      ['mine', 'waiting'],
      ['b', 'shown'],
      ['a', 'shown'],
    ]);
  });

  test('of another session are not shown', () => {
    expect(entriesOf('panel', undefined, asked('mine'), nothing)).toEqual([]);
  });

  test.each([
    ['waits', {}, 'waiting'],
    ['was refused', { refused: 'No.' }, 'refused'],
    ['came after the list', { told: '2018-11-07T10:00:01+07:00' }, 'sent'],
    ['is left out of a later list', { told: '2018-11-07T09:59:59+07:00' }, 'unseen'],
  ])('one that %s says so', (_, more, state) => {
    expect(entriesOf('talk', list([]), asked('mine', more), nothing)[0]?.state).toBe(state);
  });

  test('on the list are marked as one’s own and cannot be voted for', () => {
    const [entry] = entriesOf('talk', list([question('mine', 2)]), asked('mine'), vote('mine', true));
    expect([entry?.isMine, entry?.isVoted, entry?.votes]).toEqual([true, false, 2]);
  });
});

describe('a vote', () => {
  test.each([
    ['not yet on the list', vote('a', true), [], 4, true],
    ['on the list', vote('a', true, true), ['a'], 3, true],
    ['taken back on this phone', vote('a', false, true), ['a'], 2, false],
    ['taken back on the server as well', vote('a', false, false), [], 3, false],
  ])('%s counts as it stands here', (_, votes, mine, count, isVoted) => {
    const [entry] = entriesOf('talk', list([question('a', 3)], { mine }), nothing, votes);
    expect([entry?.votes, entry?.isVoted]).toEqual([count, isVoted]);
  });
});

test('the mark changes with what the server has taken, and with nothing else', () => {
  const waiting = toldMark('talk', asked('mine'), vote('a', true));
  expect(toldMark('talk', nothing, nothing)).toBe(waiting);
  expect(toldMark('talk', asked('mine', { told: START }), vote('a', true))).not.toBe(waiting);
  expect(toldMark('talk', asked('mine'), vote('a', true, true))).not.toBe(waiting);
});

test('a session is rated from its end on, and never when it is cancelled', () => {
  expect(isRateable(talk, millis(END) - 1)).toBe(false);
  expect(isRateable(talk, millis(END))).toBe(true);
  expect(isRateable(cancelled, millis(END))).toBe(false);
});

test('a refusal is said in the visitor’s language, an unknown one in general words', () => {
  expect(refusalWords('This session is cancelled.')).toBe('Sesi ini dibatalkan.');
  expect(refusalWords('Something new.')).toBe('Server tidak dapat menerimanya.');
});

test('a question handled by the speaker keeps its place', () => {
  const handled = (id: string, state: HandledQuestion['state']): HandledQuestion => ({
    id,
    session: 'talk',
    text: id,
    locale: 'id',
    asked_at: START,
    votes: 0,
    state,
  });
  const found = replaced([handled('a', 'open'), handled('b', 'open')], handled('a', 'hidden'));
  expect(found.map(({ id, state }) => [id, state])).toEqual([
    ['a', 'hidden'],
    ['b', 'open'],
  ]);
});
