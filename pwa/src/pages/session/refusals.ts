import { type Word, w } from './words';

/** The server's sentences, which are English, and the visitor's words for them. */
const WORDS: Record<string, Word> = {
  'A question has 3 to 500 characters.': 'refused.question',
  'A comment has at most 500 characters.': 'refused.comment',
  'Control characters are not taken.': 'refused.characters',
  'This session is cancelled.': 'refused.cancelled',
  'Questions open when the event starts.': 'refused.early',
  'Questions closed 24 hours after the session.': 'refused.late',
  'You have asked 10 questions in this session, which is the most.': 'refused.ten',
  'You have asked 50 questions, which is the most.': 'refused.fifty',
  'A session can be rated once it has ended.': 'refused.not_ended',
  'This question could not be kept. Ask it once more.': 'refused.taken',
  'Your own question needs no vote of yours.': 'refused.own',
  'There is no such question.': 'refused.gone',
  'There is no such session.': 'refused.no_session',
};

/** Returns in the visitor's language why the server refused something. */
export function refusalWords(sentence: string): string {
  return w(WORDS[sentence] ?? 'refused.other');
}
