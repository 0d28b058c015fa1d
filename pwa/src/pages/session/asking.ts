import type { Locale, Session } from '../../shared/document';
import type { Asked, Vote } from '../../shared/personal';
import { millis } from '../../shared/time';
import type { KnownQuestions } from '../../store/questions';
import { isOver } from '../../store/select';

/** The lengths that the server takes. */
export const SHORTEST = 3;
export const LONGEST = 500;

const OPEN_AFTER = 24 * 60 * 60 * 1000;
/** A list this long may leave out a question that is nevertheless shown. */
const WHOLE_LIST = 200;

/** Returns whether a session takes questions at `now`; the server has the last word. */
export function askWindow(
  session: Session,
  opensAt: string | null,
  now: number,
): 'open' | 'early' | 'over' | 'cancelled' {
  if (session.status === 'cancelled') return 'cancelled';
  if (opensAt !== null && now < millis(opensAt)) return 'early';
  return now > millis(session.end) + OPEN_AFTER ? 'over' : 'open';
}

/** Returns whether a session can be rated at `now`: once it has ended. */
export function isRateable(session: Session, now: number): boolean {
  return session.status !== 'cancelled' && isOver(session, now);
}

/** A question as the page shows it. */
export interface Entry {
  id: string;
  text: string;
  /** Absent for what the visitor wrote here. */
  locale?: Locale;
  votes: number;
  answered: boolean;
  isMine: boolean;
  isVoted: boolean;
  /** Whether others see it, or why not. */
  state: 'shown' | 'waiting' | 'sent' | 'unseen' | 'refused';
  /** The server's sentence. */
  refused?: string;
}

function ownEntry(question: Asked, list: KnownQuestions | undefined): Entry {
  const { id, text, told, refused } = question;
  const isLeftOut =
    told !== undefined &&
    list !== undefined &&
    list.asOf > millis(told) &&
    list.questions.length < WHOLE_LIST;
  const state =
    refused !== undefined ? 'refused' : told === undefined ? 'waiting' : isLeftOut ? 'unseen' : 'sent';
  return {
    id,
    text,
    votes: 0,
    answered: false,
    isMine: true,
    isVoted: false,
    state,
    ...(refused === undefined ? {} : { refused }),
  };
}

/**
 * Returns a session's questions: the visitor's own that are not on the list, the oldest first, then the list in
 * the server's order, its counts with the visitor's vote as it stands on this phone.
 */
export function entriesOf(
  session: string,
  list: KnownQuestions | undefined,
  asked: ReadonlyMap<string, Asked>,
  votes: ReadonlyMap<string, Vote>,
): Entry[] {
  const listed = list?.questions ?? [];
  const ids = new Set(listed.map(question => question.id));
  const own = [...asked.values()]
    .filter(question => question.session === session && !ids.has(question.id))
    .sort((a, b) => millis(a.at) - millis(b.at));
  const counted = new Set(list?.mine);
  return [
    ...own.map(question => ownEntry(question, list)),
    ...listed.map((question): Entry => {
      const isMine = asked.has(question.id);
      const isVoted = !isMine && (votes.get(question.id)?.up ?? false);
      const others = question.votes - (counted.has(question.id) ? 1 : 0);
      return {
        id: question.id,
        text: question.text,
        locale: question.locale,
        votes: Math.max(0, others) + (isVoted ? 1 : 0),
        answered: question.answered,
        isMine,
        isVoted,
        state: 'shown',
      };
    }),
  ];
}

/** Returns a mark that changes when the server has taken something that its list will show. */
export function toldMark(
  session: string,
  asked: ReadonlyMap<string, Asked>,
  votes: ReadonlyMap<string, Vote>,
): string {
  return [
    ...[...asked.values()].filter(each => each.session === session && each.told).map(each => each.id),
    ...[...votes.values()]
      .filter(each => each.told !== undefined)
      .map(each => `${each.question} ${each.told}`),
  ].join(',');
}
