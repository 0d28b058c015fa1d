/** What the visitor's other phones chose and said, taken over by this one. */
import type { Asked, Rating, Vote } from '../shared/personal';
import { millis } from '../shared/time';
import { subjectOf } from './actions';
import { announceChange } from './changes';
import { withDatabase } from './db';
import { callAsDevice, type Fetch, KEPT, readOwn } from './device';
import { OPINION_STORES, type Settling } from './stored-opinions';
import {
  DEFAULTS,
  isUntold,
  LEAD,
  PREFS,
  type Prefs,
  parseTold,
  type SharedPreferences,
  type Told,
  topicKey,
} from './stored-prefs';

/** Returns the topics followed on all phones where this one follows others; those just chosen here stay. */
function topicNews(prefs: Prefs, told: Told | null, theirs: readonly string[]): { topics?: string[] } {
  const isMine = (id: string) => isUntold(prefs, told, topicKey(id));
  const mine = prefs.topics ?? [];
  const topics = [...theirs.filter(id => !isMine(id)), ...mine.filter(isMine)].sort();
  const isSame = prefs.topics !== null && JSON.stringify([...mine].sort()) === JSON.stringify(topics);
  return isSame ? {} : { topics };
}

function sharedNews(prefs: Prefs, told: Told, { reminder_minutes: lead, topics }: SharedPreferences) {
  const isNew = !isUntold(prefs, told, LEAD) && lead !== prefs.reminderMinutes;
  return {
    ...(isNew ? { reminderMinutes: lead } : {}),
    ...(topics === null ? {} : topicNews(prefs, told, topics)),
  };
}

/**
 * Takes over what was chosen on another of the visitor's phones, but for what this one has not yet told. `before`
 * is what the server had been told when it was asked; returns whether anything is new.
 */
function takePreferences(shared: SharedPreferences, before: string | null): Promise<boolean> {
  return withDatabase(async db => {
    const writing = db.transaction(['prefs', 'device'], 'readwrite');
    const store = writing.objectStore('prefs');
    const kept = (await store.get(PREFS)) as Partial<Prefs> | undefined;
    const told = (await writing.objectStore('device').get(KEPT.preferences)) ?? null;
    const asked = told === before ? parseTold(before) : null;
    // What was told since then is not in the answer.
    const news = asked === null ? {} : sharedNews({ ...DEFAULTS, ...kept }, asked, shared);
    const isNews = Object.keys(news).length > 0;
    if (isNews) await store.put({ ...kept, ...news }, PREFS);
    await writing.done;
    return isNews;
  });
}

/** What the visitor said on all their phones, as the server tells it. */
interface ToldOpinions {
  questions: { id: string; session: string; text: string; asked_at: string }[];
  votes: { question: string; up: boolean; at: string }[];
  ratings: { session: string; score: number; comment: string; at: string }[];
}

type IsUnsent = (subject: string) => boolean;

/** Returns whether what another phone said at `at` takes the place of what is known here. */
function isNews(known: Vote | Rating | undefined, at: string): boolean {
  if (known === undefined || millis(at) > millis(known.at)) return true;
  // It came along when this phone joined, and nobody here is about to send it.
  return known.told === undefined && !('refused' in known);
}

async function takeAsked(
  writing: Settling,
  told: ToldOpinions['questions'],
  isUnsent: IsUnsent,
  asOf: number,
): Promise<boolean> {
  const store = writing.objectStore('asked');
  const known = new Map((await store.getAll()).map(each => [each.id, each]));
  const theirs = new Set(told.map(({ id }) => id));
  const came = told.filter(({ id }) => !isUnsent(`ask ${id}`) && known.get(id)?.told === undefined);
  // One that arrived after the server was asked is not in its answer.
  const wasThere = ({ told: at }: Asked) => at !== undefined && millis(at) <= asOf;
  const gone = [...known.values()].filter(
    each => !theirs.has(each.id) && !isUnsent(`ask ${each.id}`) && wasThere(each),
  );
  const at = new Date(asOf).toISOString();
  await Promise.all([
    ...came.map(({ asked_at, id, session, text }) =>
      store.put({ id, session, text, at: asked_at, told: at }),
    ),
    ...gone.map(({ id }) => store.delete(id)),
  ]);
  return came.length + gone.length > 0;
}

async function takeVotes(
  writing: Settling,
  told: ToldOpinions['votes'],
  isUnsent: IsUnsent,
): Promise<boolean> {
  const store = writing.objectStore('votes');
  const known = new Map((await store.getAll()).map(each => [each.question, each]));
  const news = told.filter(
    ({ question, at }) => !isUnsent(`vote ${question}`) && isNews(known.get(question), at),
  );
  await Promise.all(news.map(vote => store.put({ ...vote, told: vote.up })));
  return news.length > 0;
}

async function takeRatings(
  writing: Settling,
  told: ToldOpinions['ratings'],
  isUnsent: IsUnsent,
): Promise<boolean> {
  const store = writing.objectStore('ratings');
  const known = new Map((await store.getAll()).map(each => [each.session, each]));
  const news = told.filter(
    ({ session, at }) => !isUnsent(`rate ${session}`) && isNews(known.get(session), at),
  );
  await Promise.all(news.map(rating => store.put({ ...rating, told: rating.at })));
  return news.length > 0;
}

/**
 * Takes over what was said on another of the visitor's phones, but for what this one has still to say. `asOf` is
 * when the server was asked, in milliseconds; returns whether anything is new.
 */
function takeOpinions({ questions, votes, ratings }: ToldOpinions, asOf: number): Promise<boolean> {
  return withDatabase(async db => {
    const writing = db.transaction(['outbox', ...OPINION_STORES], 'readwrite') as Settling;
    const waiting = new Set((await writing.objectStore('outbox').getAll()).map(subjectOf));
    const isUnsent: IsUnsent = subject => waiting.has(subject);
    const news = await Promise.all([
      takeAsked(writing, questions, isUnsent, asOf),
      takeVotes(writing, votes, isUnsent),
      takeRatings(writing, ratings, isUnsent),
    ]);
    await writing.done;
    return news.includes(true);
  });
}

interface Mine {
  preferences: SharedPreferences;
  opinions: ToldOpinions;
}

/** Takes over what another device of this visitor chose and said; returns whether the server could be asked. */
export async function fetchMine(fetch: Fetch): Promise<boolean> {
  const [told, asOf] = [await readOwn<string>(KEPT.preferences), Date.now()];
  const outcome = await callAsDevice<Mine | null>(fetch, 'GET', '/device/mine');
  if (!outcome.ok || outcome.value === null) return false;
  const { preferences, opinions } = outcome.value;
  const news = [await takePreferences(preferences, told), await takeOpinions(opinions, asOf)];
  if (news.includes(true)) announceChange({ collections: [], own: true });
  return true;
}
