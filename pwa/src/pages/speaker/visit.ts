import type { Outcome, Problem } from '../../api/client';
import type { Slots } from '../../api/speaker';
import { readOwn, writeOwn } from '../../store/device';
import { acknowledged, answered, type Desk, told } from './desk';

const KEPT = 'speaker-desk';

/** What the desk asks of the server. */
export interface DeskServer {
  signInByLink: (token: string) => Promise<Outcome<null>>;
  mySlots: () => Promise<Outcome<Slots>>;
  acknowledgeChange: (id: number) => Promise<Outcome<null>>;
  linkPerson: () => Promise<Outcome<null>>;
  unlinkPerson: () => Promise<Outcome<null>>;
  signOut: () => Promise<Outcome<null>>;
}

/** What the page shows: nothing known yet, no speaker signed in, no answer, or the desk and how fresh it is. */
export type Visit =
  | { kind: 'asking' }
  | { kind: 'out'; notice: 'link_used' | 'ended' | 'other_role' | null }
  | { kind: 'unreachable' }
  | { kind: 'in'; desk: Desk; isFresh: boolean };

function keep(desk: Desk | null): Promise<void> {
  return writeOwn(KEPT, desk);
}

/** Returns the desk as this phone last had it. */
export async function keptDesk(): Promise<Desk | null> {
  return readOwn<Desk>(KEPT).catch(() => null);
}

/** Returns whether asking again is in vain: the change is gone, or was never this speaker's. */
function isFinal(problem: Problem): boolean {
  return problem.kind === 'refused' && [404, 409, 422].includes(problem.status);
}

/** Tells the server what it does not know: that this phone is the speaker's, and what was acknowledged. */
async function tell(server: DeskServer, desk: Desk): Promise<Desk> {
  let now = desk;
  if (!now.isLinked) now = { ...now, isLinked: (await server.linkPerson()).ok };
  for (const id of desk.untold) {
    const outcome = await server.acknowledgeChange(id);
    if (outcome.ok || isFinal(outcome.problem)) now = told(now, id, Date.now());
  }
  await keep(now);
  return now;
}

/** Notes an acknowledgement on the phone and tells the server, now or at a later open. */
export async function tellSeen(server: DeskServer, id: number): Promise<Visit> {
  const kept = await keptDesk();
  if (kept === null) return refresh(server, null);
  const noted = acknowledged(kept, id);
  await keep(noted);
  const desk = await tell(server, noted);
  return { kind: 'in', desk, isFresh: desk.untold.length === 0 };
}

/** Asks for the desk and tells what the server does not know; without an answer the kept desk stands. */
async function refresh(server: DeskServer, kept: Desk | null): Promise<Visit> {
  const outcome = await server.mySlots();
  if (outcome.ok) {
    const desk = await tell(server, answered(kept, outcome.value, Date.now()));
    return { kind: 'in', desk, isFresh: true };
  }
  const { problem } = outcome;
  if (problem.kind === 'refused' && (problem.status === 401 || problem.status === 403)) {
    await keep(null);
    const notice = problem.status === 403 ? 'other_role' : kept ? 'ended' : null;
    return { kind: 'out', notice };
  }
  return kept ? { kind: 'in', desk: kept, isFresh: false } : { kind: 'unreachable' };
}

/** Opens the desk: signs in by a one-time link's token where there is one, then asks for the slots. */
export async function enter(server: DeskServer, token: string | null): Promise<Visit> {
  if (token === null) return refresh(server, await keptDesk());
  const outcome = await server.signInByLink(token);
  if (!outcome.ok && outcome.problem.kind === 'unreachable') return { kind: 'unreachable' };
  const kept = await keptDesk();
  // Another person's cookie may have come: the link between phone and person is made anew.
  const visit = await refresh(server, outcome.ok && kept ? { ...kept, isLinked: false } : kept);
  return visit.kind === 'out' && !outcome.ok ? { kind: 'out', notice: 'link_used' } : visit;
}

/** Ends the sign-in, so that what is meant for the speaker no longer reaches this phone. */
export async function leave(server: DeskServer): Promise<Outcome<null>> {
  const unlinked = await server.unlinkPerson();
  if (!unlinked.ok && unlinked.problem.kind === 'unreachable') return unlinked;
  const outcome = await server.signOut();
  const isOut = outcome.ok || outcome.problem.kind === 'refused';
  if (isOut) await keep(null);
  return isOut ? { ok: true, value: null } : outcome;
}
