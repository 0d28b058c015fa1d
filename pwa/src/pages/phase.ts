import type { Session } from '../shared/document';
import { millis } from '../shared/time';
import { dayAt, nowAndNext } from '../store/select';
import type { Snapshot } from '../store/signals';

/** Where the event stands: what runs, and the one session that the visitor is told about next. */
export type Phase =
  | { kind: 'before'; start: string }
  | { kind: 'during'; now: Session[]; main: Session; others: Session[] }
  | { kind: 'closing'; now: Session[] }
  | { kind: 'between'; now: Session[]; main: Session }
  | { kind: 'after' };

const QUIET = ['break', 'exhibition'];

/** Returns the sessions with the one that most visitors go to first: no break, then the largest. */
export function mostTellingFirst(sessions: readonly Session[]): Session[] {
  const rank = (session: Session) => (QUIET.includes(session.kind) ? 0 : 1 + (session.capacity ?? 0));
  return [...sessions].sort((a, b) => rank(b) - rank(a));
}

/** Returns where the event stands at `now`, milliseconds since 1970. */
export function phaseAt(store: Snapshot, now: number): Phase {
  const { now: running, next } = nowAndNext(store, now);
  const [main, ...others] = mostTellingFirst(next);
  if (store.event && now < millis(store.event.start)) return { kind: 'before', start: store.event.start };
  if (!main) return running.length > 0 ? { kind: 'closing', now: running } : { kind: 'after' };
  const today = main.day === dayAt(store, now)?.id;
  return today ? { kind: 'during', now: running, main, others } : { kind: 'between', now: running, main };
}
