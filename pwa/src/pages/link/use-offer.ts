import { useEffect, useRef, useState } from 'preact/hooks';
import { refreshPush } from '../../push/state';
import { pageFetch } from '../../store/device';
import {
  type Claimant,
  cancelOffer,
  confirmOffer,
  lookAtOffer,
  OFFER_LASTS,
  type Offer,
  offerLink,
} from '../../store/linking';
import { canLink } from '../../store/linking-crypto';
import { useEvery } from './use-every';

const LOOK_EVERY = 2_000;

/** Where the offer stands, as this phone shows it. */
export type Step =
  | { kind: 'making' | 'confirmed' | 'done' | 'expired' | 'wrong' | 'cancelled' | 'failed' | 'unsupported' }
  | { kind: 'waiting'; offer: Offer; endsAt: number }
  | { kind: 'asks'; offer: Offer; endsAt: number; claimant: Claimant; state: 'still' | 'busy' | 'trouble' };

/** An offer to another phone, and what can be done about it. */
export interface Offering {
  step: Step;
  start: () => void;
  cancel: () => void;
  confirm: () => void;
}

/** Makes an offer when the page is opened, follows it while the page is seen, and ends it when it is left. */
export function useOffer(move: boolean): Offering {
  const [step, setStep] = useState<Step>({ kind: 'making' });
  const open = useRef<Offer | null>(null);
  // What is confirmed must not be ended by leaving the page.
  const isSettled = useRef(false);
  const isLeft = useRef(false);

  const start = async () => {
    if (!canLink()) return setStep({ kind: 'unsupported' });
    setStep({ kind: 'making' });
    const endsAt = Date.now() + OFFER_LASTS;
    const outcome = await offerLink(pageFetch, move);
    if (!outcome.ok) return setStep({ kind: 'failed' });
    if (isLeft.current) return void cancelOffer(pageFetch, outcome.value);
    open.current = outcome.value;
    isSettled.current = false;
    setStep({ kind: 'waiting', offer: outcome.value, endsAt });
  };
  const end = (kind: 'cancelled' | 'expired' | 'wrong' | 'done') => {
    open.current = null;
    setStep({ kind });
  };
  const look = async () => {
    const offer = open.current;
    if (!offer) return;
    const outcome = await lookAtOffer(pageFetch, offer);
    // Meanwhile it may have been taken back, or a new one made.
    if (!outcome.ok || open.current !== offer) return;
    const seen = outcome.value;
    if (seen.kind === 'confirmed' || seen.kind === 'waiting') return;
    if (seen.kind === 'asks') {
      setStep(now => (now.kind === 'waiting' ? { ...now, ...seen, state: 'still' } : now));
      return;
    }
    end(seen.kind);
    if (move && seen.kind === 'done') await refreshPush();
  };
  const cancel = () => {
    if (open.current) void cancelOffer(pageFetch, open.current);
    end('cancelled');
  };
  const confirm = async () => {
    if (step.kind !== 'asks' || step.state === 'busy') return;
    const { offer, claimant } = step;
    setStep({ ...step, state: 'busy' });
    const outcome = await confirmOffer(pageFetch, offer, claimant).catch(() => null);
    if (outcome?.ok) {
      isSettled.current = true;
      setStep({ kind: 'confirmed' });
    } else if (outcome && outcome.problem.kind === 'refused' && outcome.problem.status === 404) {
      end('expired');
    } else {
      setStep({ ...step, state: 'trouble' });
    }
  };

  useEffect(() => {
    void start();
    return () => {
      if (open.current && !isSettled.current) void cancelOffer(pageFetch, open.current);
      open.current = null;
      isLeft.current = true;
    };
  }, []);
  const isFollowed = step.kind === 'waiting' || step.kind === 'confirmed' || step.kind === 'asks';
  useEvery(LOOK_EVERY, isFollowed, look);
  return { step, start: () => void start(), cancel, confirm: () => void confirm() };
}
