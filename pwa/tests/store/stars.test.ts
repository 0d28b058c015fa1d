import { beforeEach, describe, expect, test } from 'vitest';
import type { Star } from '../../src/shared/personal';
import { isIntroduced } from '../../src/store/device';
import { exchange, sendWaiting } from '../../src/store/exchange';
import { keepAction, keepReceipt, sendActions, waitingActions } from '../../src/store/outbox';
import { isStarred, loadOwn, reminderOf, setReminder, setStarred, stars } from '../../src/store/own';
import { prefs } from '../../src/store/prefs';
import { DEFAULTS } from '../../src/store/stored-prefs';
import { fetchStars, keepStar, newsOf, readStars } from '../../src/store/stored-stars';
import { FakeDevices } from '../fakes/devices';
import { newPhone } from '../fakes/phone';

let server: FakeDevices;

beforeEach(async () => {
  await newPhone();
  stars.value = new Map();
  prefs.value = DEFAULTS;
  server = new FakeDevices();
});

const at = (minute: number) => `2018-11-07T01:${String(minute).padStart(2, '0')}:00.000Z`;
const star = (session: string, minute: number, more: Partial<Star> = {}): Star => ({
  session,
  starred: true,
  at: at(minute),
  ...more,
});
const action = (id: string, session: string) => ({ id, at: at(1), kind: 'star', body: { session } });

describe('a star', () => {
  test('is on the phone at once, without the server', async () => {
    const keeping = setStarred('opening', true);
    expect(isStarred('opening')).toBe(true);
    await keeping;
    stars.value = new Map();
    await loadOwn();
    expect(isStarred('opening')).toBe(true);
    expect(await isIntroduced()).toBe(false);
  });

  test('introduces the phone and reaches the server once', async () => {
    await keepStar(star('opening', 1));
    expect(await sendWaiting(server.fetch)).toBe(true);
    expect(await sendWaiting(server.fetch)).toBe(true);
    expect(server.introduced).toBe(1);
    expect(server.stars()).toEqual([star('opening', 1)]);
    expect(server.batches.length).toBe(1);
  });

  test('waits for the network and then arrives', async () => {
    server.isDown = true;
    await keepStar(star('opening', 1));
    expect(await sendWaiting(server.fetch)).toBe(false);
    server.isDown = false;
    expect(await sendWaiting(server.fetch)).toBe(true);
    expect(server.stars()).toEqual([star('opening', 1)]);
  });

  test('set and taken off before it was sent is told as it ended', async () => {
    await keepStar(star('opening', 1));
    await keepStar(star('panel', 1));
    await keepStar(star('opening', 2, { starred: false }));
    await sendActions(server.fetch);
    expect(server.batches.flat().map(({ kind, session }) => [kind, session])).toEqual([
      ['star', 'panel'],
      ['unstar', 'opening'],
    ]);
  });

  test('has a reminder of its own, none, or that of the settings', async () => {
    await setReminder('opening', 30);
    expect(reminderOf('opening')).toBe(30);
    await setReminder('opening', null);
    expect(reminderOf('opening')).toBe(null);
    await setReminder('opening', undefined);
    expect(reminderOf('opening')).toBe(15);
    await sendActions(server.fetch);
    expect('reminder_minutes' in (server.stars()[0] ?? {})).toBe(false);
  });
});

describe('waiting actions', () => {
  test('that the server refuses are dropped, the star stays on the phone', async () => {
    server.unknown = ['gone'];
    await keepStar(star('gone', 1));
    expect(await sendActions(server.fetch)).toBe(true);
    expect(await waitingActions()).toEqual([]);
    expect(await readStars()).toEqual([star('gone', 1)]);
  });

  test('of which one cannot be read do not wait behind it', async () => {
    server.unreadable = ['b'];
    for (const id of ['a', 'b', 'c', 'd', 'e']) await keepAction(action(id, id));
    expect(await sendActions(server.fetch)).toBe(true);
    expect(server.stars().map(({ session }) => session)).toEqual(['a', 'c', 'd', 'e']);
    expect(await waitingActions()).toEqual([]);
  });

  test.each([429, 500, 503])('stay when the server answers %i', async status => {
    await sendActions(server.fetch);
    await keepAction(action('a', 'opening'));
    server.refusal = status;
    expect(await sendActions(server.fetch)).toBe(false);
    server.refusal = null;
    expect(await sendActions(server.fetch)).toBe(true);
    expect(server.stars().length).toBe(1);
  });

  test('go out in batches of at most 200, receipts apart from them', async () => {
    for (let n = 0; n < 201; n += 1) await keepAction(action(`a${n}`, `s${n}`));
    await keepReceipt('r', 'shown', 0);
    expect(await sendWaiting(server.fetch)).toBe(true);
    expect(server.batches.map(batch => batch.length)).toEqual([200, 1]);
    expect(server.receiptCount).toBe(1);
  });
});

describe('stars of another device', () => {
  const known = new Map([['opening', star('opening', 5)]]);

  test('are taken over whenever they differ, for the server settles which is later', () => {
    const newer = star('opening', 0, { starred: false, at: '2018-11-07T08:06:00+07:00' });
    const same = star('opening', 0, { at: '2018-11-07T08:05:00+07:00' });
    expect(newsOf([newer], known, new Set())).toEqual([newer]);
    expect(newsOf([star('opening', 4)], known, new Set())).toEqual([star('opening', 4)]);
    expect(newsOf([star('panel', 1)], known, new Set())).toEqual([star('panel', 1)]);
    expect(newsOf([same], known, new Set())).toEqual([]);
  });

  test('do not undo what this phone has not yet sent', () => {
    expect(newsOf([star('opening', 9)], known, new Set(['opening']))).toEqual([]);
  });

  test('arrive with the next exchange', async () => {
    await keepStar(star('opening', 5));
    server.star(star('panel', 1));
    await exchange(server.fetch);
    expect((await readStars()).map(({ session }) => session)).toEqual(['opening', 'panel']);
  });

  test('take off one that this phone set by a fast clock', async () => {
    await keepStar(star('opening', 50));
    await sendActions(server.fetch);
    server.star(star('opening', 10, { starred: false }));
    await exchange(server.fetch);
    expect(await readStars()).toEqual([star('opening', 10, { starred: false })]);
  });

  test('do not undo what this phone said or sent while they were asked for', async () => {
    await keepStar(star('panel', 1));
    await keepStar(star('opening', 1));
    await sendActions(server.fetch);
    await keepStar(star('lunch', 1));
    server.star(star('lunch', 2, { starred: false }));
    const slow: typeof server.fetch = async (address, init) => {
      const answer = await server.fetch(address, init);
      if (address.endsWith('/device/stars')) {
        await keepStar(star('panel', 3, { starred: false }));
        await sendActions(server.fetch);
      }
      return answer;
    };
    await fetchStars(slow);
    const starred = (await readStars()).filter(each => each.starred).map(each => each.session);
    expect(starred).toEqual(['lunch', 'opening']);
  });

  test('are contradicted even by a phone whose clock is slow', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    stars.value = new Map([['opening', { session: 'opening', starred: true, at: ahead }]]);
    await setStarred('opening', false);
    expect(Date.parse(stars.value.get('opening')?.at ?? '')).toBe(Date.parse(ahead) + 1);
  });

  test('are not asked for by a phone the server has never met', async () => {
    await exchange(server.fetch);
    expect(server.introduced).toBe(0);
  });
});
