import { beforeEach, describe, expect, test } from 'vitest';
import type { SlotChange } from '../../src/api/programme';
import type { Slots } from '../../src/api/speaker';
import { acknowledged, answered, type Desk, told, unseen } from '../../src/pages/speaker/desk';
import { type DeskServer, enter, keptDesk, leave, tellSeen } from '../../src/pages/speaker/visit';
import type { Outcome } from '../../src/shared/problem';

const at = '2018-11-07T09:00:00+07:00';
const placement = { start: at, end: at, room: 'merak', status: 'scheduled' as const };

function change(id: number, acknowledgedAt: string | null = null): SlotChange {
  return {
    id,
    session: 'opening',
    speaker: 'ani',
    made_at: at,
    old: placement,
    new: { ...placement, room: 'kenari' },
    acknowledged_at: acknowledgedAt,
  };
}

const desk: Desk = { speaker: 'ani', changes: [change(2), change(1)], asOf: 5, untold: [], isLinked: true };
const refused = (status: number): Outcome<never> => ({
  ok: false,
  problem: { kind: 'refused', status, title: '', detail: '', errors: [] },
});
const done: Outcome<null> = { ok: true, value: null };

/** A server that knows one speaker, one token, and what it was told. */
class FakeDeskServer implements DeskServer {
  isDown = false;
  isFaulty = false;
  signedIn: string | null = null;
  tokens = new Set(['good']);
  linked = 0;
  changes: SlotChange[] = [change(2), change(1)];

  private async answer<T>(value: () => Outcome<T>): Promise<Outcome<T>> {
    return this.isDown ? { ok: false, problem: { kind: 'unreachable' } } : value();
  }

  signInByLink = (token: string) =>
    this.answer(() => {
      if (!this.tokens.delete(token)) return refused(401);
      this.signedIn = 'ani';
      return done;
    });

  mySlots = () =>
    this.answer<Slots>(() =>
      this.signedIn ? { ok: true, value: { speaker: this.signedIn, changes: this.changes } } : refused(401),
    );

  acknowledgeChange = (id: number) =>
    this.answer(() => {
      if (this.isFaulty) return refused(500);
      if (!this.changes.some(each => each.id === id)) return refused(404);
      this.changes = this.changes.map(each => (each.id === id ? change(id, at) : each));
      return done;
    });

  linkPerson = () =>
    this.answer(() => {
      this.linked += 1;
      return done;
    });

  unlinkPerson = () =>
    this.answer(() => {
      this.linked -= 1;
      return done;
    });

  signOut = () =>
    this.answer(() => {
      this.signedIn = null;
      return done;
    });
}

const ids = (changes: SlotChange[]) => changes.map(each => each.id);

describe('a desk', () => {
  test('no longer shows what was acknowledged, here or at the server', () => {
    expect(ids(unseen(desk))).toEqual([2, 1]);
    expect(ids(unseen(acknowledged(desk, 2)))).toEqual([1]);
    expect(ids(unseen({ ...desk, changes: [change(2), change(1, at)] }))).toEqual([2]);
  });

  test('keeps over an answer what it has not told, as long as it still waits', () => {
    const kept = { ...desk, untold: [1, 2, 7] };
    const slots = { speaker: 'ani', changes: [change(2), change(1, at)] };
    expect(answered(kept, slots, 9)).toEqual({ ...slots, asOf: 9, untold: [2], isLinked: true });
  });

  test('starts anew for another speaker', () => {
    expect(answered({ ...desk, untold: [1] }, { speaker: 'budi', changes: [change(1)] }, 9)).toEqual({
      speaker: 'budi',
      changes: [change(1)],
      asOf: 9,
      untold: [],
      isLinked: false,
    });
  });

  test('notes when the server was told', () => {
    const after = told(acknowledged(desk, 1), 1, Date.parse(at));
    expect([after.untold, after.changes.map(each => each.acknowledged_at)]).toEqual([
      [],
      [null, new Date(at).toISOString()],
    ]);
  });
});

describe('a visit', () => {
  let server: FakeDeskServer;

  beforeEach(async () => {
    server = new FakeDeskServer();
    server.signedIn = 'ani';
    await leave(server);
    server.linked = 0;
  });

  test('without a link says that nobody is signed in', async () => {
    expect(await enter(server, null)).toEqual({ kind: 'out', notice: null });
  });

  test('by a link signs in, links the phone and shows the changes', async () => {
    const visit = await enter(server, 'good');
    expect(visit).toMatchObject({ kind: 'in', isFresh: true, desk: { speaker: 'ani', isLinked: true } });
    expect(server.linked).toBe(1);
  });

  test('by a link that was used before says so', async () => {
    expect(await enter(server, 'used')).toEqual({ kind: 'out', notice: 'link_used' });
  });

  test('with no answer leaves the link unused', async () => {
    server.isDown = true;
    expect(await enter(server, 'good')).toEqual({ kind: 'unreachable' });
    server.isDown = false;
    expect((await enter(server, 'good')).kind).toBe('in');
  });

  test('offline shows the last answer and says that it is old', async () => {
    await enter(server, 'good');
    server.isDown = true;
    expect(await enter(server, null)).toMatchObject({
      kind: 'in',
      isFresh: false,
      desk: { changes: [change(2), change(1)] },
    });
  });

  test('offline keeps an acknowledgement and tells it at the next open', async () => {
    await enter(server, 'good');
    server.isDown = true;
    expect(await tellSeen(server, 2)).toMatchObject({ kind: 'in', isFresh: false, desk: { untold: [2] } });
    server.isDown = false;
    await enter(server, null);
    expect(server.changes.map(each => each.acknowledged_at)).toEqual([at, null]);
    expect((await keptDesk())?.untold).toEqual([]);
  });

  test('drops an acknowledgement that the server refuses', async () => {
    await enter(server, 'good');
    server.changes = [];
    expect(await tellSeen(server, 2)).toMatchObject({ kind: 'in', isFresh: true, desk: { untold: [] } });
  });

  test('keeps an acknowledgement over a fault of the server', async () => {
    await enter(server, 'good');
    server.isFaulty = true;
    expect(await tellSeen(server, 2)).toMatchObject({ kind: 'in', isFresh: false, desk: { untold: [2] } });
  });

  test('whose sign-in has ended says so and keeps nothing', async () => {
    await enter(server, 'good');
    server.signedIn = null;
    expect(await enter(server, null)).toEqual({ kind: 'out', notice: 'ended' });
    expect(await keptDesk()).toBeNull();
  });

  test('is left only when the phone could be unlinked', async () => {
    await enter(server, 'good');
    server.isDown = true;
    expect((await leave(server)).ok).toBe(false);
    expect(await keptDesk()).not.toBeNull();
    server.isDown = false;
    expect((await leave(server)).ok).toBe(true);
    expect([server.linked, server.signedIn, await keptDesk()]).toEqual([0, null, null]);
  });
});
