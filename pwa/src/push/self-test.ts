import type { Outcome, Problem } from '../shared/problem';

/** What a notification has to pass to be seen on this phone, in order. */
export const STEPS = ['permission', 'subscription', 'server', 'accepted', 'shown'] as const;

export type Step = (typeof STEPS)[number];

/** Why a step failed. */
export type Fault =
  | 'permission'
  | 'subscription'
  | 'offline'
  | 'refused'
  | 'too-often'
  | 'renewed'
  | 'rejected'
  | 'slow'
  | 'unseen';

/** Where a test stands: the steps before `at` are done, that one runs or has failed; past the last all are done. */
export interface Progress {
  at: number;
  fault: Fault | null;
}

/** What the server knows of a test message. */
export interface TestState {
  state: 'pending' | 'accepted' | 'gone' | 'rejected' | 'expired' | 'recalled';
  status: number | null;
  shown: boolean;
}

/** The browser, the server and the clock, as the test needs them. */
export interface TestWorld {
  permission: () => NotificationPermission | null;
  /** Returns whether the browser holds a subscription, made anew where it had lost it. */
  subscribe: () => Promise<boolean>;
  /** Tells the server the browser's subscription. */
  introduce: () => Promise<Outcome<null>>;
  start: () => Promise<Outcome<{ id: string }>>;
  look: (id: string) => Promise<Outcome<TestState>>;
  /** Returns whether the service worker has told that it showed the message. */
  wasShown: (id: string) => boolean;
  /** Replaces a subscription that its push service no longer knows. */
  renew: () => Promise<unknown>;
  pause: () => Promise<void>;
}

/** How many pauses each wait may last. */
const PATIENCE = 30;

function faultOf(problem: Problem): Fault {
  if (problem.kind === 'unreachable') return 'offline';
  return problem.status === 429 ? 'too-often' : 'refused';
}

async function untilAccepted(world: TestWorld, id: string): Promise<Fault | null> {
  let last: Fault = 'slow';
  for (let n = 0; n < PATIENCE; n += 1) {
    if (world.wasShown(id)) return null;
    const outcome = await world.look(id);
    if (!outcome.ok) last = faultOf(outcome.problem);
    else if (outcome.value.state === 'accepted' || outcome.value.shown) return null;
    else if (outcome.value.state === 'gone') {
      await world.renew();
      return 'renewed';
    } else if (outcome.value.state !== 'pending') return 'rejected';
    else last = 'slow';
    await world.pause();
  }
  return last;
}

async function untilShown(world: TestWorld, id: string): Promise<Fault | null> {
  for (let n = 0; n < PATIENCE; n += 1) {
    if (world.wasShown(id)) return null;
    const outcome = await world.look(id);
    if (outcome.ok && outcome.value.shown) return null;
    await world.pause();
  }
  return 'unseen';
}

/** Walks a real message through all steps to this phone, telling before each where it stands; ends at the first fault. */
export async function testPhone(world: TestWorld, tell: (progress: Progress) => void): Promise<void> {
  let id = '';
  const checks: Record<Step, () => Promise<Fault | null>> = {
    permission: async () => (world.permission() === 'granted' ? null : 'permission'),
    subscription: async () => ((await world.subscribe()) ? null : 'subscription'),
    server: async () => {
      const outcome = await world.introduce();
      return outcome.ok ? null : faultOf(outcome.problem);
    },
    accepted: async () => {
      const outcome = await world.start();
      if (!outcome.ok) return faultOf(outcome.problem);
      id = outcome.value.id;
      return untilAccepted(world, id);
    },
    shown: () => untilShown(world, id),
  };
  for (const [at, step] of STEPS.entries()) {
    tell({ at, fault: null });
    const fault = await checks[step]();
    if (fault !== null) {
      tell({ at, fault });
      return;
    }
  }
  tell({ at: STEPS.length, fault: null });
}
