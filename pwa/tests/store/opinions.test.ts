import { beforeEach, describe, expect, test } from 'vitest';
import { withDatabase } from '../../src/store/db';
import { ask, asked, loadOpinions, rate, ratings, setVote, votes, withdraw } from '../../src/store/opinions';
import { sendActions, waitingActions } from '../../src/store/outbox';
import { setStarred } from '../../src/store/own';
import { lengthOf, plainText } from '../../src/store/plain-text';
import { FakeDevices } from '../fakes/devices';
import { newPhone } from '../fakes/phone';

let server: FakeDevices;

/** Reads anew what the phone keeps, as a page that is opened later does. */
async function reload(): Promise<void> {
  for (const kept of [asked, votes, ratings]) kept.value = new Map();
  await loadOpinions();
}

beforeEach(async () => {
  await newPhone();
  await reload();
  server = new FakeDevices();
});

const sent = () => server.batches.flat().map(({ id, at, ...rest }) => rest);
const only = <T>(map: ReadonlyMap<string, T>) => {
  expect(map.size).toBe(1);
  return [...map.values()][0] as T;
};

describe('a question', () => {
  test('is on the phone at once and waits for the server', async () => {
    const asking = ask('opening', '  How\nwas it done? ');
    expect(only(asked.value).text).toBe('How was it done?');
    await asking;
    await reload();
    const { id, at, told, refused } = only(asked.value);
    expect([told, refused]).toEqual([undefined, undefined]);
    expect(await waitingActions()).toEqual([
      { id, at, kind: 'ask', body: { session: 'opening', text: 'How was it done?' } },
    ]);
  });

  test('is known to have arrived once the server has answered', async () => {
    server.isDown = true;
    await ask('opening', 'How was it done?');
    expect(await sendActions(server.fetch)).toBe(false);
    server.isDown = false;
    expect(await sendActions(server.fetch)).toBe(true);
    await reload();
    expect(only(asked.value).told).toMatch(/^\d{4}-/);
    expect(sent()).toEqual([{ kind: 'ask', session: 'opening', text: 'How was it done?' }]);
  });

  test('that is refused comes back with the sentence that says why', async () => {
    server.refusals = { ask: 'This session is cancelled.' };
    await ask('opening', 'How was it done?');
    await sendActions(server.fetch);
    await reload();
    expect(only(asked.value).refused).toBe('This session is cancelled.');
    expect(await waitingActions()).toEqual([]);
  });

  test('that the server cannot read comes back as well', async () => {
    await ask('opening', 'How was it done?');
    server.unreadable = [only(asked.value).id];
    await sendActions(server.fetch);
    await reload();
    expect(typeof only(asked.value).refused).toBe('string');
  });

  test('withdrawn before it was sent is not asked', async () => {
    await ask('opening', 'How was it done?');
    const { id } = only(asked.value);
    await withdraw(id);
    await sendActions(server.fetch);
    await reload();
    expect(asked.value.size).toBe(0);
    expect(sent()).toEqual([{ kind: 'withdraw', question: id }]);
  });

  test('that was refused is put away without a word to the server', async () => {
    server.refusals = { ask: 'No.' };
    await ask('opening', 'How was it done?');
    await sendActions(server.fetch);
    await withdraw(only(asked.value).id);
    expect(asked.value.size).toBe(0);
    expect(await waitingActions()).toEqual([]);
  });
});

describe('a vote', () => {
  test('taken back before it was sent is told as it ended', async () => {
    await setVote('q1', true);
    await setVote('q2', true);
    await setVote('q1', false);
    await sendActions(server.fetch);
    await reload();
    expect(sent()).toEqual([
      { kind: 'vote', question: 'q2', up: true },
      { kind: 'vote', question: 'q1', up: false },
    ]);
    expect([...votes.value.values()].map(({ up, told }) => [up, told])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test('remembers what the server knows while a change of mind waits', async () => {
    await setVote('q1', true);
    await sendActions(server.fetch);
    await loadOpinions();
    await setVote('q1', false);
    await reload();
    expect(only(votes.value)).toMatchObject({ up: false, told: true });
  });

  test('that is refused is none', async () => {
    server.refusals = { vote: 'There is no such question.' };
    await setVote('q1', true);
    await sendActions(server.fetch);
    await reload();
    expect(votes.value.size).toBe(0);
  });

  test('whose taking back is refused still stands', async () => {
    await setVote('q1', true);
    await sendActions(server.fetch);
    server.refusals = { vote: 'There is no such question.' };
    await setVote('q1', false);
    await sendActions(server.fetch);
    await reload();
    expect(only(votes.value).up).toBe(true);
  });
});

describe('a rating', () => {
  test('is told as it was last', async () => {
    await rate('opening', 2, '');
    await rate('panel', 3, '');
    await rate('opening', 5, ' Grew on\nme ');
    await sendActions(server.fetch);
    await reload();
    expect(sent()).toEqual([
      { kind: 'rate', session: 'panel', score: 3, comment: '' },
      { kind: 'rate', session: 'opening', score: 5, comment: 'Grew on me' },
    ]);
    expect([...ratings.value.values()].map(({ told }) => typeof told)).toEqual(['string', 'string']);
  });

  test('that is refused says why until it is made anew', async () => {
    server.refusals = { rate: 'A session can be rated once it has ended.' };
    await rate('opening', 4, '');
    await sendActions(server.fetch);
    await reload();
    expect(only(ratings.value).refused).toBe('A session can be rated once it has ended.');
    server.refusals = {};
    await rate('opening', 4, '');
    expect(only(ratings.value).refused).toBe(undefined);
  });

  test('changed while the one before was under way has not arrived', async () => {
    await rate('opening', 2, '');
    const { fetch } = server;
    const slow = async (address: string, init: RequestInit) => {
      const answer = await fetch(address, init);
      if (address.endsWith('/actions') && !server.isDown) {
        await rate('opening', 5, '');
        server.isDown = true;
      }
      return answer;
    };
    expect(await sendActions(slow)).toBe(false);
    await reload();
    expect([only(ratings.value).score, only(ratings.value).told]).toEqual([5, undefined]);
    server.isDown = false;
    await sendActions(server.fetch);
    await reload();
    expect(only(ratings.value).told).toMatch(/^\d{4}-/);
  });
});

test('opinions that wait do not keep a star from a server that forgot this phone', async () => {
  await setStarred('opening', true);
  await sendActions(server.fetch);
  server.forgetAll();
  await ask('opening', 'How was it done?');
  await sendActions(server.fetch);
  expect(server.stars().map(({ session }) => session)).toEqual(['opening']);
});

test('question and action are written in one transaction', async () => {
  await ask('opening', 'How was it done?');
  const [questions, actions] = await withDatabase(db =>
    Promise.all([db.getAllKeys('asked'), db.getAllKeys('outbox')]),
  );
  expect(questions).toEqual(actions);
});

describe('plain text', () => {
  test.each([
    ['  a\r\n\tb  ', 'a b'],
    ['a\u202eb\u2066c', 'abc'],
    ['a\u0007b\u2028c', 'a b c'],
    ['👩‍🔬 ok', '👩‍🔬 ok'],
  ])('of %j is %j', (typed, plain) => {
    expect(plainText(typed)).toBe(plain);
  });

  test('is as long as its characters are many', () => {
    expect(lengthOf('👍ok')).toBe(3);
  });
});
