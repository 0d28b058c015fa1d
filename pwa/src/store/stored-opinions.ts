import type { IDBPTransaction } from 'idb';
import type { Asked, Rating, Vote } from '../shared/personal';
import { askAction, rateAction, voteAction, withdrawAction } from './actions';
import { announceChange } from './changes';
import { withDatabase } from './db';
import type { Action, Schema } from './schema';

export const OPINION_STORES = ['asked', 'votes', 'ratings'] as const;

type Store = (typeof OPINION_STORES)[number];
export type Settling = IDBPTransaction<Schema, ('outbox' | Store)[], 'readwrite'>;

/** What the visitor said of sessions, as kept on this phone. */
export interface Opinions {
  asked: Asked[];
  votes: Vote[];
  ratings: Rating[];
}

export function readOpinions(): Promise<Opinions> {
  return withDatabase(async db => {
    const [asked, votes, ratings] = await Promise.all([
      db.getAll('asked'),
      db.getAll('votes'),
      db.getAll('ratings'),
    ]);
    return { asked, votes, ratings };
  });
}

/** Runs `work` on a store and the outbox in one transaction, then tells of the change. */
async function keep(store: Store, work: (writing: Settling) => Promise<unknown>): Promise<void> {
  await withDatabase(async db => {
    const writing = db.transaction(['outbox', store], 'readwrite') as Settling;
    await work(writing);
    // A page that is left now takes with it what it has not yet committed.
    writing.commit();
    await writing.done;
  });
  announceChange({ collections: [], own: true });
}

/** Takes the unsent actions of a kind about the same thing out of the outbox: only the last word counts. */
async function dropUnsent(writing: Settling, kind: string, about: Record<string, string>): Promise<void> {
  const outbox = writing.objectStore('outbox');
  const [[name, value] = ['', '']] = Object.entries(about);
  const older = (await outbox.getAll()).filter(
    action => action.kind === kind && (action.body as Record<string, unknown>)[name] === value,
  );
  await Promise.all(older.map(action => outbox.delete(action.id)));
}

/** Keeps a question, and the action that asks it. */
export function keepAsked(question: Asked): Promise<void> {
  return keep('asked', writing =>
    Promise.all([
      writing.objectStore('asked').put(question),
      writing.objectStore('outbox').put(askAction(question)),
    ]),
  );
}

/** Takes a question off this phone, and off the server's list unless it never took it. */
export function dropAsked(id: string, at: string): Promise<void> {
  return keep('asked', async writing => {
    const known = await writing.objectStore('asked').get(id);
    const outbox = writing.objectStore('outbox');
    await Promise.all([
      writing.objectStore('asked').delete(id),
      outbox.delete(id),
      // An unsent question may be on its way at this moment.
      known?.refused === undefined ? outbox.put(withdrawAction(id, at)) : null,
    ]);
  });
}

/** Keeps a vote in place of the one before, which says what the server knows. */
export function keepVote(vote: Vote): Promise<void> {
  return keep('votes', async writing => {
    const votes = writing.objectStore('votes');
    await dropUnsent(writing, 'vote', { question: vote.question });
    const told = (await votes.get(vote.question))?.told;
    await Promise.all([
      votes.put(told === undefined ? vote : { ...vote, told }),
      writing.objectStore('outbox').put(voteAction(vote)),
    ]);
  });
}

/** Keeps a rating in place of the one before. */
export function keepRating(rating: Rating): Promise<void> {
  return keep('ratings', async writing => {
    await dropUnsent(writing, 'rate', { session: rating.session });
    await Promise.all([
      writing.objectStore('ratings').put(rating),
      writing.objectStore('outbox').put(rateAction(rating)),
    ]);
  });
}

async function settleAsked(writing: Settling, id: string, refused: string | null): Promise<boolean> {
  const store = writing.objectStore('asked');
  const question = await store.get(id);
  if (!question) return false;
  await store.put(
    refused === null ? { ...question, told: new Date().toISOString() } : { ...question, refused },
  );
  return true;
}

async function settleVote(writing: Settling, action: Action, refused: string | null): Promise<boolean> {
  const store = writing.objectStore('votes');
  const { question, up } = action.body as { question: string; up: boolean };
  const vote = await store.get(question);
  if (!vote) return false;
  if (refused === null) await store.put({ ...vote, told: up });
  // A later change of mind gets an answer of its own.
  else if (vote.at !== action.at) return false;
  else if (vote.told === undefined) await store.delete(question);
  else await store.put({ ...vote, up: vote.told });
  return true;
}

async function settleRating(writing: Settling, action: Action, refused: string | null): Promise<boolean> {
  const store = writing.objectStore('ratings');
  const rating = await store.get((action.body as { session: string }).session);
  if (!rating || rating.at !== action.at) return false;
  await store.put(refused === null ? { ...rating, told: new Date().toISOString() } : { ...rating, refused });
  return true;
}

/**
 * Notes within the outbox's transaction how an action ended, `refused` being the server's sentence; returns
 * whether there was anything to note.
 */
export async function settleOpinion(
  writing: Settling,
  action: Action,
  refused: string | null,
): Promise<boolean> {
  if (action.kind === 'ask') return settleAsked(writing, action.id, refused);
  if (action.kind === 'vote') return settleVote(writing, action, refused);
  return action.kind === 'rate' ? settleRating(writing, action, refused) : false;
}
