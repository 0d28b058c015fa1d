import { beforeEach, describe, expect, test } from 'vitest';
import { withDatabase } from '../../src/store/db';
import { callAsDevice, IDENTITY, type Identity, KEPT, readOwn, writeOwn } from '../../src/store/device';
import { exchange } from '../../src/store/exchange';
import { ask, asked, loadOpinions, rate, setVote, votes, withdraw } from '../../src/store/opinions';
import { loadPrefs, prefs, setPrefs, setTopic } from '../../src/store/prefs';
import { readOpinions } from '../../src/store/stored-opinions';
import { readPrefs } from '../../src/store/stored-prefs';
import { byId, snapshot, topic } from '../factories';
import { FakeLinks } from '../fakes/links';
import { Phone } from '../fakes/phones';

const TOPICS = [topic('programme', true), topic('press', true), topic('delegates', false)];
const store = snapshot({ topics: byId(...TOPICS) });

let server: FakeLinks;
let a: Phone;
let b: Phone;
let tokens: { a: string; b: string };

/** Uses a phone as its page does once it has been opened. */
function using<T>(phone: Phone, work: () => Promise<T>): Promise<T> {
  return phone.on(async () => {
    await Promise.all([loadPrefs(), loadOpinions()]);
    return work();
  });
}

const meet = async (...phones: Phone[]) => {
  for (const phone of phones) await phone.on(() => exchange(server.fetch));
};
const wanted = (phone: Phone) =>
  phone.on(async () => {
    const { topics, reminderMinutes } = await readPrefs();
    return { topics: topics?.toSorted() ?? null, reminderMinutes };
  });
const said = (phone: Phone) => phone.on(readOpinions);
/** Lets the clock go on by as little as it tells. */
const later = async () => {
  const now = Date.now();
  while (Date.now() === now) await Promise.resolve();
};

beforeEach(async () => {
  [server, a, b] = [new FakeLinks(), new Phone(), new Phone()];
  const [first, second] = await a.on(async () => {
    await callAsDevice(server.fetch, 'GET', '/device');
    const identity = (await readOwn<Identity>(IDENTITY)) as Identity;
    return [identity, server.join(identity.token)];
  });
  tokens = { a: first.token, b: second.token };
  await b.on(() => writeOwn(IDENTITY, second));
  for (const phone of [a, b]) {
    await phone.on(() =>
      withDatabase(async db => {
        for (const each of TOPICS) await db.put('topics', each);
      }),
    );
  }
  await meet(a, b);
});

describe('preferences of linked phones', () => {
  test('that hold on all phones reach the other', async () => {
    await using(a, async () => {
      await setTopic(store, 'press', false);
      await setPrefs({ reminderMinutes: 30 });
    });
    await meet(a, b);
    expect(await wanted(b)).toEqual({ topics: ['programme'], reminderMinutes: 30 });
  });

  test('that were changed on both merge field by field and topic by topic', async () => {
    await using(a, () => setTopic(store, 'press', false));
    await using(b, async () => {
      await setTopic(store, 'delegates', true);
      await setPrefs({ reminderMinutes: null });
    });
    await meet(a, b, a);
    const merged = { topics: ['delegates', 'programme'], reminderMinutes: null };
    expect([await wanted(a), await wanted(b)]).toEqual([merged, merged]);
  });

  test('end as they were chosen last, whichever phone is heard first', async () => {
    await using(a, async () => {
      await setPrefs({ reminderMinutes: 60 });
      await setTopic(store, 'press', false);
    });
    await later();
    await using(b, async () => {
      await setPrefs({ reminderMinutes: 5 });
      await setTopic(store, 'press', true);
    });
    await meet(b, a, b);
    const last = { topics: ['press', 'programme'], reminderMinutes: 5 };
    expect([await wanted(a), await wanted(b)]).toEqual([last, last]);
  });

  test('that wait to be sent are not overwritten', async () => {
    await using(b, async () => {
      await setPrefs({ reminderMinutes: 60 });
      await setTopic(store, 'delegates', true);
    });
    await meet(b);
    await using(a, async () => {
      await setPrefs({ reminderMinutes: 10 });
      await setTopic(store, 'press', false);
    });
    server.failing = '/device/preferences';
    await meet(a);
    server.failing = null;
    const merged = { topics: ['delegates', 'programme'], reminderMinutes: 10 };
    expect(await wanted(a)).toEqual(merged);
    await meet(a, b);
    expect(await wanted(b)).toEqual(merged);
  });

  test('of a phone alone stay its own, and are told without what the other phone changed', async () => {
    await using(a, () => setPrefs({ reminderMinutes: 30, locale: 'en' }));
    await meet(a, b);
    await using(b, () => setPrefs({ locale: 'id', quietHours: { from: '22:00', to: '06:00' } }));
    await meet(b, a);
    expect(server.toldBy(tokens.b).slice(1)).toEqual([{ quiet_hours: { from: '22:00', to: '06:00' } }]);
    expect(await a.on(readPrefs)).toMatchObject({ locale: 'en', quietHours: null, reminderMinutes: 30 });
    expect(await b.on(readPrefs)).toMatchObject({ locale: 'id', reminderMinutes: 30 });
  });

  test('chosen while the server answers are kept', async () => {
    await using(a, () => setPrefs({ reminderMinutes: 30 }));
    await meet(a);
    const slow: typeof server.fetch = async (address, init) => {
      const answer = await server.fetch(address, init);
      if (address.endsWith('/device/mine')) {
        await setPrefs({ reminderMinutes: 45 });
        await exchange(server.fetch);
      }
      return answer;
    };
    await using(b, () => exchange(slow));
    expect([prefs.value.reminderMinutes, (await wanted(b)).reminderMinutes]).toEqual([45, 45]);
  });

  test('are told once more by a phone whose last word was to a server that kept one for both', async () => {
    const former = { locale: 'en', reminder_minutes: 15, quiet_hours: null, topics: ['press'] };
    await using(b, async () => {
      await setPrefs({ locale: 'en' });
      await writeOwn(KEPT.preferences, JSON.stringify(former));
    });
    await meet(b, b);
    expect(server.toldBy(tokens.b).slice(1)).toMatchObject([{ locale: 'en', quiet_hours: null }]);
  });

  test('are all told to a server that forgot the phone just now', async () => {
    await using(a, () => setPrefs({ locale: 'en', reminderMinutes: 30 }));
    await meet(a);
    server.forget(tokens.a);
    await using(a, () => setPrefs({ quietHours: { from: '22:00', to: '06:00' } }));
    await meet(a, a);
    const token = (await a.on(() => readOwn<Identity>(IDENTITY)))?.token ?? '';
    const told = Object.assign({}, ...server.toldBy(token));
    expect(told).toMatchObject({ locale: 'en', reminder_minutes: 30, quiet_hours: { from: '22:00' } });
    expect((await wanted(a)).reminderMinutes).toBe(30);
  });
});

describe('what is said on one of two linked phones', () => {
  test('is known on the other as its own', async () => {
    await using(a, async () => {
      await ask('opening', 'How was it done?');
      await setVote('q1', true);
      await rate('panel', 4, 'Good.');
    });
    await meet(a, b);
    const [here, there] = [await said(a), await said(b)];
    const plain = <T extends { told?: unknown }>({ told: _told, ...each }: T) => each;
    expect(there.asked.map(plain)).toEqual(here.asked.map(plain));
    expect([there.votes, there.ratings.map(plain)]).toEqual([here.votes, here.ratings.map(plain)]);
    expect([...there.asked, ...there.ratings].map(({ told }) => typeof told)).toEqual(['string', 'string']);
  });

  test('is taken back on both', async () => {
    await using(a, async () => {
      await ask('opening', 'How was it done?');
      await setVote('q1', true);
    });
    await meet(a, b);
    await using(b, async () => {
      const [id = ''] = asked.value.keys();
      await withdraw(id);
      await setVote('q1', false);
    });
    await meet(b, a);
    expect((await said(a)).asked).toEqual([]);
    expect((await said(a)).votes).toMatchObject([{ question: 'q1', up: false, told: false }]);
  });

  test('later stands on both, whichever phone is heard first', async () => {
    await using(a, () => rate('panel', 2, ''));
    await using(b, () => rate('panel', 5, 'Grew on me'));
    await meet(b, a, b);
    expect((await said(a)).ratings).toMatchObject([{ score: 5, comment: 'Grew on me' }]);
    expect((await said(b)).ratings).toMatchObject([{ score: 5, comment: 'Grew on me' }]);
  });

  test('does not overwrite what the other has still to say', async () => {
    await using(b, async () => {
      await rate('panel', 2, '');
      await setVote('q1', true);
    });
    await using(a, async () => {
      await rate('panel', 5, '');
      await setVote('q1', false);
    });
    await meet(a);
    server.failing = '/device/actions';
    await meet(b);
    server.failing = null;
    const { ratings, votes: voted } = await said(b);
    expect([ratings[0]?.score, voted[0]?.up]).toEqual([2, true]);
  });

  test('is not taken for withdrawn while it waits, nor when the server refused it', async () => {
    await using(a, () => ask('opening', 'How was it done?'));
    server.failing = '/device/actions';
    await meet(a);
    server.failing = null;
    expect((await said(a)).asked.length).toBe(1);
    await a.on(() =>
      withDatabase(db => db.put('asked', { id: 'no', session: 's', text: 'No?', at: '', refused: 'No.' })),
    );
    await meet(a, a);
    expect((await said(a)).asked.map(({ refused }) => refused).sort()).toEqual(['No.', undefined]);
  });

  test('and taken back on the other does not return while the server has not heard of it', async () => {
    await using(a, () => ask('opening', 'How was it done?'));
    await meet(a, b);
    await using(b, () => withdraw([...asked.value.keys()][0] ?? ''));
    server.failing = '/device/actions';
    await meet(b);
    server.failing = null;
    expect((await said(b)).asked).toEqual([]);
  });

  test('is asked again, and not lost, where the server forgot the phone', async () => {
    await using(a, () => ask('opening', 'How was it done?'));
    await meet(a);
    server.forget(tokens.a);
    await meet(a);
    expect((await said(a)).asked.length).toBe(1);
    await meet(a, a);
    expect((await said(a)).asked.length).toBe(1);
  });

  test('shows on an open page as soon as it is here', async () => {
    await using(a, () => setVote('q1', true));
    await meet(a);
    await using(b, async () => {
      await exchange(server.fetch);
      await loadOpinions();
      expect([...votes.value.keys()]).toEqual(['q1']);
    });
  });
});
