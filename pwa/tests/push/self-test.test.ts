import { describe, expect, test } from 'vitest';
import { type Progress, STEPS, type TestState, type TestWorld, testPhone } from '../../src/push/self-test';
import type { Outcome } from '../../src/shared/problem';

const unreachable: Outcome<never> = { ok: false, problem: { kind: 'unreachable' } };
const refused = (status: number): Outcome<never> => ({
  ok: false,
  problem: { kind: 'refused', status, title: '', detail: '', errors: [] },
});
const seen = (state: TestState['state'], shown = false): Outcome<TestState> => ({
  ok: true,
  value: { state, status: null, shown },
});

/** A phone on which all goes well unless told otherwise; `looks` are the server's answers, the last one stays. */
class FakePhone {
  looks: Outcome<TestState>[] = [seen('pending'), seen('accepted'), seen('accepted', true)];
  toldShown = false;
  renewals = 0;
  pauses = 0;

  world(more: Partial<TestWorld> = {}): TestWorld {
    return {
      permission: () => 'granted',
      subscribe: async () => true,
      introduce: async () => ({ ok: true, value: null }),
      start: async () => ({ ok: true, value: { id: 'x' } }),
      look: async () => (this.looks.length > 1 ? this.looks.shift() : this.looks[0]) ?? unreachable,
      wasShown: () => this.toldShown,
      renew: async () => {
        this.renewals += 1;
      },
      pause: async () => {
        this.pauses += 1;
      },
      ...more,
    };
  }
}

async function run(phone: FakePhone, more: Partial<TestWorld> = {}): Promise<Progress[]> {
  const told: Progress[] = [];
  await testPhone(phone.world(more), progress => told.push(progress));
  return told;
}

const failure = async (phone: FakePhone, more: Partial<TestWorld> = {}) => {
  const { at, fault } = (await run(phone, more)).at(-1) ?? { at: 0, fault: null };
  return [STEPS[at] ?? 'none', fault];
};

describe('a test of the phone', () => {
  test('tells each step before it is taken, and ends past the last', async () => {
    const told = await run(new FakePhone());
    expect(told.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(told.every(({ fault }) => fault === null)).toBe(true);
  });

  test('believes the service worker that the message was shown', async () => {
    const phone = new FakePhone();
    phone.looks = [seen('pending')];
    phone.toldShown = true;
    expect(await failure(phone)).toEqual(['none', null]);
    expect(phone.pauses).toBe(0);
  });

  test.each([
    ['permission', 'permission', { permission: () => 'denied' as const }],
    ['subscription', 'subscription', { subscribe: async () => false }],
    ['server', 'offline', { introduce: async () => unreachable }],
    ['server', 'refused', { introduce: async () => refused(409) }],
    ['accepted', 'too-often', { start: async () => refused(429) }],
    ['accepted', 'offline', { look: async () => unreachable }],
  ])('stops at %s for the reason %s', async (step, fault, more) => {
    expect(await failure(new FakePhone(), more)).toEqual([step, fault]);
  });

  test('replaces a subscription that its push service no longer knows', async () => {
    const phone = new FakePhone();
    phone.looks = [seen('pending'), seen('gone')];
    expect(await failure(phone)).toEqual(['accepted', 'renewed']);
    expect(phone.renewals).toBe(1);
  });

  test('says when the push service refused, did not answer, or nothing was seen', async () => {
    const phone = new FakePhone();
    phone.looks = [seen('rejected')];
    expect(await failure(phone)).toEqual(['accepted', 'rejected']);
    phone.looks = [seen('pending')];
    expect(await failure(phone)).toEqual(['accepted', 'slow']);
    phone.looks = [seen('accepted')];
    expect(await failure(phone)).toEqual(['shown', 'unseen']);
  });
});
