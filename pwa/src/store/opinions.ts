import { type Signal, signal } from '@preact/signals';
import type { Asked, Rating, Vote } from '../shared/personal';
import { newId } from './actions';
import { plainText } from './plain-text';
import { dropAsked, keepAsked, keepRating, keepVote, readOpinions } from './stored-opinions';

/** The visitor's own questions by id. */
export const asked: Signal<ReadonlyMap<string, Asked>> = signal(new Map());

/** The visitor's votes by question, those taken back included. */
export const votes: Signal<ReadonlyMap<string, Vote>> = signal(new Map());

/** The visitor's ratings by session. */
export const ratings: Signal<ReadonlyMap<string, Rating>> = signal(new Map());

/** The questions that were taken back since this page was opened: a list under way may still hold them. */
export const withdrawn: Set<string> = new Set();

/** Reads from the phone what the visitor said. */
export async function loadOpinions(): Promise<void> {
  const kept = await readOpinions();
  asked.value = new Map(kept.asked.map(each => [each.id, each]));
  votes.value = new Map(kept.votes.map(each => [each.question, each]));
  ratings.value = new Map(kept.ratings.map(each => [each.session, each]));
}

let last = 0;

/** Returns the present, later than what it returned before: of two changes of mind the later moment holds. */
function nextMoment(): string {
  last = Math.max(Date.now(), last + 1);
  return new Date(last).toISOString();
}

/** Asks a session's speakers something; shown at once, told to the server when it can be. */
export function ask(session: string, text: string): Promise<void> {
  const question = { id: newId(), session, text: plainText(text), at: nextMoment() };
  asked.value = new Map(asked.value).set(question.id, question);
  return keepAsked(question);
}

/** Takes an own question back. */
export function withdraw(id: string): Promise<void> {
  withdrawn.add(id);
  const others = new Map(asked.value);
  others.delete(id);
  asked.value = others;
  return dropAsked(id, nextMoment());
}

/** Votes for a question, or takes that back. */
export function setVote(question: string, up: boolean): Promise<void> {
  const vote = { question, up, at: nextMoment() };
  const told = votes.value.get(question)?.told;
  votes.value = new Map(votes.value).set(question, told === undefined ? vote : { ...vote, told });
  return keepVote(vote);
}

/** Rates a session from 1 to 5, in place of what was said before. */
export function rate(session: string, score: number, comment: string): Promise<void> {
  const rating = { session, score, comment: plainText(comment), at: nextMoment() };
  ratings.value = new Map(ratings.value).set(session, rating);
  return keepRating(rating);
}
