import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '../../src/shared/problem';
import { keptFeed, makeFeed } from '../../src/store/calendar';
import { withDatabase } from '../../src/store/db';
import {
  callAsDevice,
  IDENTITY,
  type Identity,
  isIntroduced,
  readOwn,
  writeOwn,
} from '../../src/store/device';
import { erasePhone } from '../../src/store/erase';
import { exportData } from '../../src/store/erase-export';
import { keepErrand } from '../../src/store/errands';
import { exchange } from '../../src/store/exchange';
import {
  type Claim,
  cancelOffer,
  claimOffer,
  confirmOffer,
  followClaim,
  lookAtOffer,
  makeTicket,
  type Offer,
  offerLink,
  type Ticket,
} from '../../src/store/linking';
import { loadMarks, mark } from '../../src/store/marks';
import { ACTIONS_LOCK, keepAction, sendActions, waitingActions } from '../../src/store/outbox';
import { keepAsked, keepRating, readOpinions } from '../../src/store/stored-opinions';
import { DEFAULTS, readMarks, readPrefs, writePrefs } from '../../src/store/stored-prefs';
import { keepStar, readStars } from '../../src/store/stored-stars';
import { FakeLinks } from '../fakes/links';
import { FakeLocks } from '../fakes/locks';
import { Phone } from '../fakes/phones';

const NAME = 'Firefox, Android';
const EARLY = '2018-11-07T01:00:00.000Z';
const LATE = '2018-11-07T02:00:00.000Z';

let server: FakeLinks;
let old: Phone;
let fresh: Phone;

beforeEach(() => {
  server = new FakeLinks();
  old = new Phone();
  fresh = new Phone();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function got<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

const star = (session: string, at = EARLY, starred = true) => keepStar({ session, starred, at });
const starred = async () =>
  (await readStars())
    .filter(each => each.starred)
    .map(each => each.session)
    .sort();
const tokenHere = async () => (await readOwn<Identity>(IDENTITY))?.token ?? '';
const offered = (move = false) => old.on(async () => got(await offerLink(server.fetch, move)));

async function claimed(offer: Offer, code = offer.code): Promise<{ ticket: Ticket; claim: Claim }> {
  const ticket = await makeTicket(code);
  return { ticket, claim: got(await claimOffer(server.fetch, ticket, NAME)) };
}

function confirmed(offer: Offer) {
  return old.on(async () => {
    const seen = got(await lookAtOffer(server.fetch, offer));
    if (seen.kind !== 'asks') throw new Error(seen.kind);
    return confirmOffer(server.fetch, offer, seen.claimant);
  });
}

/** Brings the new phone up to the old one. */
async function linked(move = false): Promise<{ offer: Offer; token: string }> {
  const offer = await offered(move);
  const { ticket, claim } = await claimed(offer);
  await confirmed(offer);
  expect(await fresh.on(() => followClaim(server.fetch, claim, ticket))).toEqual({
    ok: true,
    value: 'joined',
  });
  return { offer, token: claim.token };
}

describe('two phones', () => {
  test('meet step by step', async () => {
    const offer = await offered();
    const look = () => old.on(async () => got(await lookAtOffer(server.fetch, offer)));
    expect(await look()).toEqual({ kind: 'waiting' });
    const { ticket, claim } = await claimed(offer);
    const follow = () => fresh.on(async () => got(await followClaim(server.fetch, claim, ticket)));
    expect(await follow()).toBe('waiting');
    const asked = await look();
    expect(asked.kind === 'asks' && asked.claimant.name).toBe(NAME);
    await confirmed(offer);
    expect(await look()).toEqual({ kind: 'confirmed' });
    expect(await follow()).toBe('joined');
    expect(await look()).toEqual({ kind: 'done' });
    expect(await fresh.on(tokenHere)).toBe(claim.token);
  });

  test('merge their stars without loss, the later word on each holding', async () => {
    await old.on(async () => {
      await star('opening');
      await star('panel', EARLY);
      await star('lunch', LATE);
      await exchange(server.fetch);
    });
    await fresh.on(async () => {
      await star('closing');
      await star('panel', LATE, false);
      await star('lunch', EARLY, false);
      await exchange(server.fetch);
    });
    const { token } = await linked();
    expect(await fresh.on(starred)).toEqual(['closing', 'lunch', 'opening']);
    await old.on(() => exchange(server.fetch));
    expect(await old.on(starred)).toEqual(['closing', 'lunch', 'opening']);
    expect(server.starsOf(token)).toEqual(['closing', 'lunch', 'opening']);
    expect(server.phones).toBe(2);
  });

  test('merge what lives only on them', async () => {
    const vote = (question: string, at: string, up: boolean) => ({ question, at, up });
    const rating = (session: string, score: number) => ({ session, score, comment: '', at: EARLY });
    await old.on(async () => {
      await writePrefs({ ...DEFAULTS, locale: 'en', topics: ['press'], inboxSeenAt: 5 });
      await mark('read:a');
      await withDatabase(async db => {
        await db.put('votes', vote('q1', LATE, false));
        await db.put('votes', vote('q2', EARLY, true));
        await db.put('asked', { id: 'asked-old', session: 'opening', text: 'Why?', at: EARLY });
      });
    });
    await fresh.on(async () => {
      await writePrefs({ ...DEFAULTS, locale: 'id', theme: 'dark', inboxSeenAt: 9 });
      await mark('read:b');
      await withDatabase(async db => {
        await db.put('votes', vote('q1', EARLY, true));
        await db.put('votes', vote('q2', LATE, false));
        await db.put('ratings', rating('opening', 5));
        await db.put('asked', { id: 'asked-new', session: 'opening', text: 'How?', at: EARLY });
      });
    });
    await linked();
    const kept = await fresh.on(async () => ({
      prefs: await readPrefs(),
      marks: await readMarks(),
      votes: (await withDatabase(db => db.getAll('votes'))).map(({ told: _told, ...each }) => each),
      ratings: (await withDatabase(db => db.getAll('ratings'))).map(({ told: _told, ...each }) => each),
      asked: await withDatabase(db => db.getAllKeys('asked')),
    }));
    expect(kept).toEqual({
      prefs: { ...DEFAULTS, locale: 'en', topics: ['press'], inboxSeenAt: 9 },
      marks: ['read:b', 'read:a'],
      votes: [vote('q1', LATE, false), vote('q2', LATE, false)],
      ratings: [rating('opening', 5)],
      asked: ['asked-new', 'asked-old'],
    });
  });

  test('go on merging for as long as they are linked, each with a language of its own', async () => {
    await old.on(() => exchange(server.fetch));
    await linked();
    await old.on(async () => {
      await keepRating({ session: 'opening', score: 5, comment: '', at: EARLY });
      await keepAsked({ id: 'asked-old', session: 'opening', text: 'Why?', at: EARLY });
      await writePrefs({ ...DEFAULTS, locale: 'en', reminderMinutes: 30, chosenAt: { lead: EARLY } });
      await exchange(server.fetch);
    });
    const [before, after] = await fresh.on(async () => {
      const locale = (await readPrefs()).locale;
      await exchange(server.fetch);
      return [locale, { prefs: await readPrefs(), ...(await readOpinions()) }];
    });
    expect([after.prefs.locale, after.prefs.reminderMinutes]).toEqual([before, 30]);
    expect([after.ratings[0]?.score, after.asked[0]?.id]).toEqual([5, 'asked-old']);
    await fresh.on(async () => {
      await keepRating({ session: 'opening', score: 2, comment: '', at: LATE });
      await exchange(server.fetch);
    });
    await old.on(() => exchange(server.fetch));
    expect((await old.on(readOpinions)).ratings.map(({ score }) => score)).toEqual([2]);
    expect((await old.on(readPrefs)).locale).toBe('en');
  });

  test('tell the server again, under the new name, what the new one had said as another', async () => {
    await fresh.on(async () => {
      await callAsDevice(server.fetch, 'GET', '/device');
      await withDatabase(async db => {
        await db.put('asked', { id: 'asked-new', session: 'opening', text: 'How?', at: EARLY });
        await db.put('votes', { question: 'q1', up: true, at: EARLY });
      });
    });
    const offer = await offered();
    const { ticket, claim } = await claimed(offer);
    await confirmed(offer);
    server.losing = '/device/actions';
    await fresh.on(() => followClaim(server.fetch, claim, ticket));
    const waiting = (await fresh.on(waitingActions)).map(({ kind, body }) => ({ kind, body }));
    expect(waiting.sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'ask', body: { session: 'opening', text: 'How?' } },
      { kind: 'vote', body: { question: 'q1', up: true } },
    ]);
    expect(server.phones).toBe(2);
  });
});

test('what is being sent while two phones meet reaches their visitor', async () => {
  const locks = new FakeLocks();
  vi.stubGlobal('navigator', { locks });
  const offer = await offered();
  const { ticket, claim } = await claimed(offer);
  await confirmed(offer);
  let answer: () => void = () => undefined;
  const isAnswered = new Promise<void>(resolve => {
    answer = resolve;
  });
  const slow: typeof server.fetch = async (address, init) => {
    const response = await server.fetch(address, init);
    if (address.endsWith('/device/actions')) await isAnswered;
    return response;
  };
  await fresh.on(async () => {
    await star('closing');
    const sending = sendActions(slow);
    // The sending holds the lock by now: whoever asks next comes after its answer, or does not wait for it.
    locks.onAsk = name => {
      if (name === ACTIONS_LOCK) answer();
    };
    await followClaim(server.fetch, claim, ticket);
    await sending;
  });
  expect(server.starsOf(claim.token)).toEqual(['closing']);
});

describe('a move', () => {
  test('ends the old phone: it is emptied, and the server knows only the new one', async () => {
    await old.on(async () => {
      await star('opening');
      await exchange(server.fetch);
    });
    const before = await old.on(tokenHere);
    const { offer, token } = await linked(true);
    expect(server.knows(before)).toBe(false);
    expect(await old.on(() => lookAtOffer(server.fetch, offer))).toEqual({
      ok: true,
      value: { kind: 'done' },
    });
    expect(await old.on(readStars)).toEqual([]);
    expect(await old.on(isIntroduced)).toBe(false);
    expect([server.phones, server.starsOf(token)]).toEqual([1, ['opening']]);
  });

  test('takes the calendar along, a mere link does not', async () => {
    await old.on(() => makeFeed(server.fetch));
    await linked(false);
    expect(await fresh.on(keptFeed)).toBeNull();
    const moved = new Phone();
    const offer = await offered(true);
    const { ticket, claim } = await claimed(offer);
    await confirmed(offer);
    await moved.on(() => followClaim(server.fetch, claim, ticket));
    expect(await moved.on(keptFeed)).toBe('/calendar-1');
  });

  test('takes along what the old phone has not sent', async () => {
    const offer = await offered(true);
    const { ticket, claim } = await claimed(offer);
    await old.on(async () => {
      await star('opening');
      server.failing = '/device/actions';
    });
    await confirmed(offer);
    server.failing = null;
    await fresh.on(() => followClaim(server.fetch, claim, ticket));
    expect(server.starsOf(claim.token)).toEqual(['opening']);
  });

  test('empties the old phone later as well, when its page was closed, and never makes it a stranger', async () => {
    await old.on(() => star('opening'));
    await linked(true);
    const outcome = await old.on(() => callAsDevice(server.fetch, 'GET', '/device/stars'));
    expect(!outcome.ok && outcome.problem.kind === 'refused' && outcome.problem.status).toBe(401);
    await old.on(() => exchange(server.fetch));
    expect(await old.on(readStars)).toEqual([]);
    expect(server.phones).toBe(1);
  });

  test('that was confirmed and never picked up leaves the old phone as it was', async () => {
    await old.on(() => star('opening'));
    const offer = await offered(true);
    await claimed(offer);
    await confirmed(offer);
    server.links.clear();
    await old.on(() => exchange(server.fetch));
    expect(await old.on(starred)).toEqual(['opening']);
    expect(await old.on(() => readOwn('errands'))).toBeNull();
  });
});

describe('somebody else', () => {
  test('who guesses the secret is told apart, and the offer ends', async () => {
    const offer = await offered();
    const wrong = offer.code.slice(0, 11) + (offer.code.endsWith('0') ? '1' : '0');
    await claimed(offer, wrong);
    const look = () => old.on(async () => got(await lookAtOffer(server.fetch, offer)));
    expect(await look()).toEqual({ kind: 'wrong' });
    expect(await look()).toEqual({ kind: 'expired' });
  });

  test('who changes the parcel on its way is noticed, and the new phone stays as it was', async () => {
    await fresh.on(() => star('closing'));
    const offer = await offered();
    const { ticket, claim } = await claimed(offer);
    await confirmed(offer);
    const link = server.links.get(offer.id);
    if (link?.parcel) link.parcel = `${link.parcel.slice(0, -4)}AAAA`;
    const follow = () => fresh.on(() => followClaim(server.fetch, claim, ticket));
    expect(await follow()).toEqual({ ok: true, value: 'broken' });
    expect(await fresh.on(starred)).toEqual(['closing']);
    expect(await fresh.on(isIntroduced)).toBe(false);
  });

  test('who plays an older parcel again is noticed', async () => {
    const first = await offered();
    await claimed(first);
    await confirmed(first);
    const older = server.links.get(first.id)?.parcel ?? '';
    const second = await offered();
    const { ticket, claim } = await claimed(second);
    await confirmed(second);
    const link = server.links.get(second.id);
    if (link) link.parcel = older;
    expect(await fresh.on(() => followClaim(server.fetch, claim, ticket))).toEqual({
      ok: true,
      value: 'broken',
    });
  });

  test('cannot claim what is claimed, nor what was taken back', async () => {
    const offer = await offered();
    await claimed(offer);
    const late = await claimOffer(server.fetch, await makeTicket(offer.code), NAME);
    await old.on(() => cancelOffer(server.fetch, offer));
    const later = await claimOffer(server.fetch, await makeTicket(offer.code), NAME);
    expect([late.ok, later.ok]).toEqual([false, false]);
  });
});

describe('a lost answer', () => {
  test('to the claim is asked for again with the same ticket', async () => {
    const offer = await offered();
    const ticket = await makeTicket(offer.code);
    server.losing = '/links/claims';
    expect(await claimOffer(server.fetch, ticket, NAME)).toEqual({
      ok: false,
      problem: { kind: 'unreachable' },
    });
    const claim = got(await claimOffer(server.fetch, ticket, NAME));
    await confirmed(offer);
    expect(await fresh.on(() => followClaim(server.fetch, claim, ticket))).toEqual({
      ok: true,
      value: 'joined',
    });
  });

  test('to the confirmation leaves a move that still ends', async () => {
    const offer = await offered(true);
    const { ticket, claim } = await claimed(offer);
    server.losing = '/confirm';
    expect((await confirmed(offer)).ok).toBe(false);
    await fresh.on(() => followClaim(server.fetch, claim, ticket));
    await old.on(() => exchange(server.fetch));
    expect(await old.on(isIntroduced)).toBe(false);
  });

  test('to the receipt is made up for at the next chance', async () => {
    const before = await fresh.on(async () => {
      await callAsDevice(server.fetch, 'GET', '/device');
      return tokenHere();
    });
    const offer = await offered();
    const { ticket, claim } = await claimed(offer);
    await confirmed(offer);
    server.losing = '/received';
    await fresh.on(() => followClaim(server.fetch, claim, ticket));
    await fresh.on(() => exchange(server.fetch));
    expect(server.links.get(offer.id)?.parcel).toBeNull();
    expect(server.knows(before)).toBe(false);
    expect(await fresh.on(() => readOwn('errands'))).toBeNull();
  });
});

describe('erasing', () => {
  test('empties the phone and the server; language and theme stay', async () => {
    const before = await old.on(async () => {
      await star('opening');
      await mark('read:a');
      await writePrefs({ ...DEFAULTS, locale: 'en', theme: 'dark', topics: ['press'] });
      await exchange(server.fetch);
      return tokenHere();
    });
    expect(await old.on(() => erasePhone(server.fetch))).toBe(true);
    const kept = await old.on(async () => [
      await readStars(),
      await readMarks(),
      await readPrefs(),
      await isIntroduced(),
    ]);
    expect(kept).toEqual([[], [], { ...DEFAULTS, locale: 'en', theme: 'dark' }, false]);
    expect([server.phones, server.knows(before)]).toEqual([0, false]);
  });

  test('without a network empties the phone at once and the server at the next chance', async () => {
    await old.on(async () => {
      await star('opening');
      await exchange(server.fetch);
    });
    server.isDown = true;
    expect(await old.on(() => erasePhone(server.fetch))).toBe(false);
    expect(await old.on(readStars)).toEqual([]);
    server.isDown = false;
    expect(await old.on(() => exchange(server.fetch))).toBe(true);
    expect(server.phones).toBe(0);
  });

  test('forgets marks that a page still shows', async () => {
    const left = await old.on(async () => {
      await mark('read:a');
      await erasePhone(server.fetch);
      await loadMarks();
      await mark('read:b');
      return readMarks();
    });
    expect(left).toEqual(['read:b']);
  });
});

describe('the export', () => {
  test('of a phone that was never introduced is the phone alone, and introduces it to nobody', async () => {
    const told = await old.on(async () => {
      await star('opening');
      return exportData(server.fetch, Date.parse(EARLY));
    });
    expect([told.exported_at, told.server, server.phones]).toEqual([EARLY, null, 0]);
    expect(told.phone.stars).toEqual([{ session: 'opening', starred: true, at: EARLY }]);
    expect(told.note).toContain('belum pernah');
  });

  test('holds all that the phone keeps of its dealings with the server, but no token', async () => {
    const told = await old.on(async () => {
      await makeFeed(server.fetch);
      await writeOwn('questions:opening', { questions: [{ id: 'q1', text: 'Why?' }], asOf: 1, mine: ['q1'] });
      await keepErrand({ kind: 'received', token: 'token-9', link: 'link9' });
      return exportData(server.fetch, 0);
    });
    expect(told.phone.device).toEqual({
      identity: { device_id: 'd1' },
      'calendar-feed': { path: '/calendar-1', device: 'd1' },
      'questions:opening': { questions: [{ id: 'q1', text: 'Why?' }], asOf: 1, mine: ['q1'] },
      errands: [{ kind: 'received', link: 'link9' }],
    });
    expect(JSON.stringify(told)).not.toContain('token-');
  });

  test('speaks the visitor’s language', async () => {
    const note = await old.on(async () => {
      await writePrefs({ ...DEFAULTS, locale: 'id' });
      return (await exportData(server.fetch, 0)).note;
    });
    expect(note).toBe(
      'Ponsel ini belum pernah mengirim apa pun ke server, jadi server tidak menyimpan apa pun tentangnya.',
    );
  });

  test('holds what the server keeps, and without a network says that it does not', async () => {
    const [online, offline] = await old.on(async () => {
      await keepAction({ id: 'action-1', at: EARLY, kind: 'star', body: { session: 'opening' } });
      await callAsDevice(server.fetch, 'GET', '/device');
      const whole = await exportData(server.fetch, 0);
      server.isDown = true;
      return [whole, await exportData(server.fetch, 0)];
    });
    expect([online?.server, offline?.server]).toEqual([{ device_id: 'd1' }, null]);
    expect(offline?.note).toContain('tidak terjangkau');
    expect(JSON.stringify(online)).not.toContain('token-1');
  });
});
