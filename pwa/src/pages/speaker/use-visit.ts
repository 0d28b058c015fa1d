import { useEffect, useRef, useState } from 'preact/hooks';
import { signInByLink, signOut } from '../../api/client';
import { acknowledgeChange, mySlots } from '../../api/speaker';
import { links, tokenIn } from '../../shared/links';
import { linkPerson, unlinkPerson } from '../../store/person';
import { store } from '../../store/signals';
import { acknowledged } from './desk';
import { type DeskServer, enter, keptDesk, tellSeen, type Visit } from './visit';

export const server: DeskServer = {
  signInByLink,
  mySlots,
  acknowledgeChange,
  linkPerson,
  unlinkPerson,
  signOut,
};

export interface Visiting {
  visit: Visit;
  /** Asks again. */
  again: () => void;
  acknowledge: (id: number) => void;
  out: () => void;
}

/** Returns the token of a one-time link, and takes it out of the address so that no history keeps it. */
function takeToken(): string | null {
  const token = tokenIn(window.location.hash);
  if (token) window.history.replaceState(null, '', links.desk);
  return token;
}

/** Runs `again` when the link, the network or the page's being seen may have changed the answer. */
function useOccasions(again: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') again();
    };
    addEventListener('hashchange', again);
    addEventListener('online', again);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('hashchange', again);
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  // A change of the agenda may be one that waits to be acknowledged.
  const { revision } = store.value;
  useEffect(again, [revision]);
}

/** Returns the visit of the desk, asked for anew whenever something may have changed. */
export function useVisit(): Visiting {
  const [visit, setVisit] = useState<Visit>({ kind: 'asking' });
  const queue = useRef<Promise<void>>(Promise.resolve());
  // A token whose sign-in nobody answered is still good.
  const token = useRef<string | null>(null);
  // One after the other: an older answer must not undo what was acknowledged meanwhile.
  const next = (work: () => Promise<Visit>) => {
    queue.current = queue.current.then(work).then(setVisit, () => setVisit({ kind: 'unreachable' }));
  };
  const again = () =>
    next(async () => {
      token.current = takeToken() ?? token.current;
      const visited = await enter(server, token.current);
      if (visited.kind !== 'unreachable') token.current = null;
      return visited;
    });
  useEffect(() => {
    void keptDesk().then(desk => {
      if (desk) setVisit(now => (now.kind === 'asking' ? { kind: 'in', desk, isFresh: true } : now));
    });
  }, []);
  useOccasions(again);
  const acknowledge = (id: number) => {
    setVisit(now => (now.kind === 'in' ? { ...now, desk: acknowledged(now.desk, id) } : now));
    next(() => tellSeen(server, id));
  };
  return { visit, again, acknowledge, out: () => setVisit({ kind: 'out', notice: null }) };
}
