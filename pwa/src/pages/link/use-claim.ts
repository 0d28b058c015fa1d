import { useRef, useState } from 'preact/hooks';
import { thisBrowser } from '../../push/state';
import { repairPush } from '../../push/subscribe';
import type { Problem } from '../../shared/problem';
import { pageFetch } from '../../store/device';
import { type Claim, claimOffer, followClaim, makeTicket, type Ticket } from '../../store/linking';
import { readCode } from '../../store/linking-code';
import { canLink } from '../../store/linking-crypto';
import { phoneName } from './phone-name';
import { useEvery } from './use-every';

const LOOK_EVERY = 2_000;
const NOT_FOUND = 404;
const TOO_OFTEN = 429;

/** Why a code did not do. */
export type Fault = 'unreadable' | 'unknown' | 'too_often' | 'unreachable';

/** Where joining stands. */
export type Step =
  | { kind: 'form'; fault: Fault | null }
  | { kind: 'working' | 'waiting' | 'joined' | 'expired' | 'broken' | 'unsupported' };

/** Returns the name under which the other phone is asked about this one. */
export function thisPhone(): string {
  return phoneName(thisBrowser(), navigator.userAgent);
}

function faultOf(problem: Problem): Fault {
  if (problem.kind === 'refused' && problem.status === NOT_FOUND) return 'unknown';
  return problem.kind === 'refused' && problem.status === TOO_OFTEN ? 'too_often' : 'unreachable';
}

/** Joins the phone whose code is given, and follows until it has let this one in. */
export function useClaim() {
  const [step, setStep] = useState<Step>(canLink() ? { kind: 'form', fault: null } : { kind: 'unsupported' });
  // Kept for the same code: where the answer got lost, the same ticket is answered again.
  const ticket = useRef<{ code: string; ticket: Ticket } | null>(null);
  const claim = useRef<Claim | null>(null);

  const submit = async (typed: string) => {
    const code = readCode(typed);
    if (code === null) return setStep({ kind: 'form', fault: 'unreadable' });
    setStep({ kind: 'working' });
    if (ticket.current?.code !== code) ticket.current = { code, ticket: await makeTicket(code) };
    const outcome = await claimOffer(pageFetch, ticket.current.ticket, thisPhone());
    if (!outcome.ok) return setStep({ kind: 'form', fault: faultOf(outcome.problem) });
    claim.current = outcome.value;
    setStep({ kind: 'waiting' });
  };
  const look = async () => {
    if (!claim.current || !ticket.current) return;
    const outcome = await followClaim(pageFetch, claim.current, ticket.current.ticket);
    if (!outcome.ok || outcome.value === 'waiting') return;
    claim.current = null;
    setStep({ kind: outcome.value });
    // This browser's subscription now belongs to the visitor that was joined.
    if (outcome.value === 'joined') await repairPush();
  };
  useEvery(LOOK_EVERY, step.kind === 'waiting', look);
  return {
    step,
    submit: (typed: string) => void submit(typed),
    again: () => setStep({ kind: 'form', fault: null }),
  };
}
