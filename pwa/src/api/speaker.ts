import type { Locale } from '../shared/document';
import { call, type Outcome } from './client';
import type { SlotChange } from './programme';

/** Which speaker is signed in, and the changes they were told of, newest first. */
export interface Slots {
  speaker: string;
  changes: SlotChange[];
}

export type QuestionState = 'open' | 'answered' | 'hidden';

/** A question to one of the speaker's sessions; only they and the organizers see hidden ones. */
export interface HandledQuestion {
  id: string;
  session: string;
  text: string;
  locale: Locale;
  asked_at: string;
  votes: number;
  state: QuestionState;
}

export function mySlots(): Promise<Outcome<Slots>> {
  return call('GET', '/speaker/slots');
}

export function acknowledgeChange(id: number): Promise<Outcome<null>> {
  return call('POST', `/speaker/changes/${id}/acknowledge`);
}

/** Returns the questions to the speaker's sessions, those with the most votes first. */
export function myQuestions(): Promise<Outcome<{ questions: HandledQuestion[] }>> {
  return call('GET', '/speaker/questions');
}

/** Marks a question answered, hides it or shows it again, and returns it as it then stands. */
export function setQuestionState(id: string, state: QuestionState): Promise<Outcome<HandledQuestion>> {
  return call('PUT', `/speaker/questions/${encodeURIComponent(id)}`, { state });
}
