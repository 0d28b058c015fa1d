import { type Signal, signal } from '@preact/signals';
import type { Locale } from '../shared/document';
import { withDatabase } from './db';
import type { Fetch } from './device';
import { votes, withdrawn } from './opinions';
import { waitingActions } from './outbox';
import { QUESTIONS } from './schema';

/** A question as the server shows it to everybody. */
export interface Question {
  id: string;
  text: string;
  locale: Locale;
  asked_at: string;
  votes: number;
  answered: boolean;
}

/** A session's questions as the server last told them. */
export interface KnownQuestions {
  questions: Question[];
  etag: string | null;
  /** Milliseconds since 1970 of the request. */
  asOf: number;
  /** The questions among whose votes the visitor's own is. */
  mine: string[];
}

/** Of how many sessions this phone remembers the questions. */
const MOST_SESSIONS = 20;
const PATIENCE_MS = 15_000;
const SOONEST_MS = 20_000;
const LATEST_MS = 40_000;

/** What is known of the questions, by session. */
export const known: Signal<ReadonlyMap<string, KnownQuestions>> = signal(new Map());

function publish(session: string, list: KnownQuestions): void {
  known.value = new Map(known.value).set(session, list);
}

/** Reads what this phone remembers of a session's questions, unless something newer is at hand. */
export async function recallQuestions(session: string): Promise<void> {
  const kept = await withDatabase(db => db.get('device', QUESTIONS + session));
  if (kept && !known.value.has(session)) publish(session, kept as KnownQuestions);
}

/** Remembers a session's questions and forgets those of the session not asked about for longest. */
function remember(session: string, list: KnownQuestions): Promise<void> {
  return withDatabase(async db => {
    const writing = db.transaction('device', 'readwrite');
    await writing.store.put(list, QUESTIONS + session);
    const range = IDBKeyRange.bound(QUESTIONS, `${QUESTIONS}\uffff`);
    const [keys, lists] = await Promise.all([writing.store.getAllKeys(range), writing.store.getAll(range)]);
    const byAge = keys
      .map((key, at) => ({ key, asOf: (lists[at] as KnownQuestions).asOf }))
      .sort((a, b) => b.asOf - a.asOf);
    await Promise.all([
      ...byAge.slice(MOST_SESSIONS).map(({ key }) => writing.store.delete(key)),
      writing.done,
    ]);
  }, 'trifles');
}

/** Takes a question that the visitor withdrew out of what is known. */
export async function dropQuestion(session: string, id: string): Promise<void> {
  const list = known.value.get(session);
  if (!list) return;
  const left = { ...list, questions: list.questions.filter(question => question.id !== id) };
  publish(session, left);
  await remember(session, left);
}

/** Returns the ids of the questions that are taken back, whether the server knows it or not. */
async function takenBack(): Promise<ReadonlySet<string>> {
  const waiting = (await waitingActions()).filter(action => action.kind === 'withdraw');
  return new Set([...withdrawn, ...waiting.map(({ body }) => (body as { question: string }).question)]);
}

function isAnswer(body: unknown): body is { questions: Question[] } {
  return Array.isArray((body as { questions?: unknown } | null)?.questions);
}

/** Asks the server for a session's questions and returns whether it answered. */
export async function fetchQuestions(fetch: Fetch, session: string, clock = Date.now): Promise<boolean> {
  const before = known.value.get(session);
  const mine = [...votes.value.values()].filter(vote => vote.told === true).map(vote => vote.question);
  const asOf = clock();
  try {
    const response = await fetch(`/api/v1/sessions/${encodeURIComponent(session)}/questions`, {
      cache: 'no-store',
      credentials: 'omit',
      headers: before?.etag ? { 'If-None-Match': before.etag } : {},
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 304 && before) {
      publish(session, { ...before, asOf, mine });
      return true;
    }
    const body: unknown = response.ok ? await response.json() : null;
    if (!isAnswer(body)) return false;
    const gone = await takenBack();
    const questions = body.questions.filter(({ id }) => !gone.has(id));
    const list = { questions, etag: response.headers.get('ETag'), asOf, mine };
    publish(session, list);
    await remember(session, list);
    return true;
  } catch {
    return false;
  }
}

/** Returns how long to wait before asking again, in milliseconds; `luck` from 0 to 1 spreads the phones. */
export function pauseFor(luck: number): number {
  return Math.round(SOONEST_MS + (LATEST_MS - SOONEST_MS) * luck);
}

/** A following of a session's questions. */
export interface Following {
  /** Asks now. */
  again: () => void;
  stop: () => void;
}

/** Asks for a session's questions now and again as long as the page is seen; `told` hears whether each was answered. */
export function followQuestions(session: string, told: (isAnswered: boolean) => void): Following {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;
  let isOver = false;
  const again = async () => {
    clearTimeout(timer);
    if (isOver || document.visibilityState === 'hidden') return;
    round += 1;
    const mine = round;
    const isAnswered = await fetchQuestions((address, init) => fetch(address, init), session);
    if (isOver || mine !== round) return;
    told(isAnswered);
    timer = setTimeout(() => void again(), pauseFor(Math.random()));
  };
  const look = () => void again();
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  void recallQuestions(session)
    .catch(() => undefined)
    .then(look);
  return {
    again: look,
    stop: () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('online', look);
    },
  };
}
