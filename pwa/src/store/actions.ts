import type { Asked, Rating, Star, Vote } from '../shared/personal';
import type { Action } from './schema';

/** Returns a new random id (RFC 9562, version 4). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // An address without TLS has no `crypto.randomUUID`.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Returns the action by which the server learns of a star. */
export function starAction({ session, starred, at, ...reminder }: Star) {
  const kind = starred ? 'star' : 'unstar';
  return { id: newId(), at, kind, body: { session, ...(starred ? reminder : {}) } };
}

/** Returns the action that asks a question, which then has the action's id. */
export function askAction({ id, at, session, text }: Asked): Action {
  return { id, at, kind: 'ask', body: { session, text } };
}

/** Returns the action that takes a question back. */
export function withdrawAction(question: string, at: string): Action {
  return { id: newId(), at, kind: 'withdraw', body: { question } };
}

/** Returns the action by which the server learns of a vote. */
export function voteAction({ question, up, at }: Vote): Action {
  return { id: newId(), at, kind: 'vote', body: { question, up } };
}

/** Returns the action by which the server learns of a rating. */
export function rateAction({ session, score, comment, at }: Rating): Action {
  return { id: newId(), at, kind: 'rate', body: { session, score, comment } };
}

/** What a visitor has said on this phone, as far as the server keeps it too. */
export interface Said {
  stars: readonly Star[];
  asked: readonly Asked[];
  votes: readonly Vote[];
  ratings: readonly Rating[];
}

const SUBJECTS: Record<string, string> = {
  star: 'star',
  unstar: 'star',
  withdraw: 'ask',
  vote: 'vote',
  rate: 'rate',
};

/** Returns what an action is about: of two about the same thing the later one counts. */
export function subjectOf({ id, kind, body }: Action): string {
  const { session, question } = (body ?? {}) as { session?: string; question?: string };
  return kind === 'ask' ? `ask ${id}` : `${SUBJECTS[kind]} ${question ?? session}`;
}

/**
 * Returns the actions that tell a server all of it which knows this phone under a new name; of what waits
 * already, nothing. Stars taken off are among them: another phone of the visitor may have set one before.
 */
export function retell(said: Said, waiting: readonly Action[]): Action[] {
  const known = new Set(waiting.map(subjectOf));
  const actions: Action[] = [
    ...said.stars.map(starAction),
    // What the server refused it would refuse again.
    ...said.asked.filter(each => each.refused === undefined).map(askAction),
    ...said.votes.map(voteAction),
    ...said.ratings.filter(each => each.refused === undefined).map(rateAction),
  ];
  return actions.filter(action => !known.has(subjectOf(action)));
}
