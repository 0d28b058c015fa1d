import type { Locale, Topic } from '../shared/document';
import { withDatabase } from './db';
import { callAsDevice, type Fetch, isIntroduced, KEPT, readOwn } from './device';
import { locked } from './lock';

export type Theme = 'system' | 'light' | 'dark';
export type TextSize = 'normal' | 'large' | 'larger';
export type AgendaView = 'list' | 'grid';

/** From when until when only what is urgent rings, as times of day in the phone's zone. */
export interface QuietHours {
  from: string;
  to: string;
}

export interface Prefs {
  locale: Locale;
  theme: Theme;
  /** Beside the size that browser or phone are set to. */
  textSize: TextSize;
  /** Whether sessions and agenda also tell of the phone's own time, where that is another one. */
  phoneTimes: boolean;
  /** How wide screens show the agenda. */
  agendaView: AgendaView;
  /** Ids of the followed topics; null until the visitor has chosen, when each topic's default holds. */
  topics: string[] | null;
  /** Milliseconds since 1970: up to when announcements have been seen. */
  inboxSeenAt: number;
  /** Minutes before a starred session's start; null for no reminders. */
  reminderMinutes: number | null;
  quietHours: QuietHours | null;
  /** When what holds on all of the visitor's phones was last chosen on this one: `lead`, or `topic/ID`. */
  chosenAt: Record<string, string>;
}

export const DEFAULTS: Prefs = {
  locale: 'id',
  theme: 'system',
  textSize: 'normal',
  phoneTimes: true,
  agendaView: 'list',
  topics: null,
  inboxSeenAt: 0,
  reminderMinutes: 15,
  quietHours: null,
  chosenAt: {},
};

export const PREFS = 'prefs';
const PREFERENCES_LOCK = 'companion-preferences';
export const LEAD = 'lead';
/** What was chosen before times were kept yields to all that has one. */
const LONG_AGO = new Date(0).toISOString();

/** What the server was last told, and when what holds on all phones had been chosen. */
export interface Told extends Record<string, unknown> {
  topics?: string[] | undefined;
  reminder_minutes?: number | null | undefined;
  chosen_at?: Record<string, string>;
}

/** What the server keeps for all phones of the visitor; no topics while the defaults hold. */
export interface SharedPreferences {
  topics: string[] | null;
  reminder_minutes: number | null;
}

/** Returns the key under which it is kept when a topic was followed or left. */
export function topicKey(id: string): string {
  return `topic/${id}`;
}

/** Returns the times of choosing with that of a choice made now. */
export function chosenNow({ chosenAt }: Prefs, key: string): Record<string, string> {
  return { ...chosenAt, [key]: new Date().toISOString() };
}

/** Returns the first of the browser's languages that the app speaks; Indonesian where it speaks none of them. */
export function browserLocale(languages: readonly string[] = globalThis.navigator?.languages ?? []): Locale {
  const known = languages.map(language => language.toLowerCase().split('-')[0]);
  return known.find(language => language === 'id' || language === 'en') === 'en' ? 'en' : 'id';
}

/** Returns what the visitor prefers, as kept on the phone; the defaults for what was never chosen. */
export function readPrefs(): Promise<Prefs> {
  return withDatabase(async db => ({
    ...DEFAULTS,
    locale: browserLocale(),
    ...((await db.get('prefs', PREFS)) as Partial<Prefs>),
  }));
}

export function writePrefs(prefs: Prefs): Promise<void> {
  return withDatabase(async db => {
    const writing = db.transaction('prefs', 'readwrite');
    const wait = Promise.all([writing.store.put(prefs, PREFS), writing.done]);
    // A page that is left now takes with it what it has not yet committed.
    writing.commit();
    await wait;
  });
}

/** Returns the names of what was marked on this phone, such as `read:ID` of an announcement. */
export function readMarks(): Promise<string[]> {
  return withDatabase(async db => {
    const kept = await db.get('prefs', 'marks');
    return Array.isArray(kept) ? kept.filter(each => typeof each === 'string') : [];
  });
}

function readTopics(): Promise<Topic[]> {
  return withDatabase(async db => (await db.getAll('topics')) as Topic[]);
}

/** Returns the ids of the topics the visitor follows: the chosen ones, else those on by default. */
export function followed(known: Iterable<Topic>, { topics }: Prefs): string[] {
  return [...known]
    .filter(topic => (topics ? topics.includes(topic.id) : topic.default_on))
    .map(topic => topic.id);
}

/** Leaves a topic, as a notification's button asks. */
export async function leaveTopic(id: string): Promise<void> {
  const [prefs, known] = await Promise.all([readPrefs(), readTopics()]);
  const topics = followed(known, prefs).filter(topic => topic !== id);
  await writePrefs({ ...prefs, topics, chosenAt: chosenNow(prefs, topicKey(id)) });
}

/** Returns the phone's own zone by its IANA name, null where the browser does not tell. */
function phoneZone(): string | null {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && zone !== 'Etc/Unknown' ? zone : null;
}

/** Returns what was kept of what the server was told. */
export function parseTold(kept: string | null): Told | null {
  if (kept === null) return null;
  const told = JSON.parse(kept) as Told;
  const { topics, reminder_minutes, chosen_at } = told;
  // Before times were kept another phone's language and hours became this one's: its own are to be told again.
  return chosen_at ? told : { topics, reminder_minutes };
}

/** Returns whether a choice was made on this phone that the server was not told. */
export function isUntold({ chosenAt }: Prefs, told: Told | null, key: string): boolean {
  return chosenAt[key] !== undefined && chosenAt[key] !== told?.chosen_at?.[key];
}

/** Returns what the phone wants for itself, as far as the server was told something else. */
function ownChanges(prefs: Prefs, told: Told | null, zone: string | null): object {
  const own = { locale: prefs.locale, quiet_hours: prefs.quietHours, ...(zone ? { time_zone: zone } : {}) };
  return Object.fromEntries(
    Object.entries(own).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(told?.[name])),
  );
}

interface SharedChanges extends Partial<SharedPreferences> {
  reminder_at?: string;
  topics_at?: Record<string, string | undefined>;
}

/** Returns what was chosen for all of the visitor's phones since the server was told, with the times. */
function sharedChanges(prefs: Prefs, told: Told | null, known: readonly Topic[]): SharedChanges {
  const { chosenAt, reminderMinutes } = prefs;
  const isLead =
    isUntold(prefs, told, LEAD) ||
    (told?.reminder_minutes === undefined && reminderMinutes !== DEFAULTS.reminderMinutes);
  const untold = known.map(({ id }) => id).filter(id => isUntold(prefs, told, topicKey(id)));
  const areTopics = prefs.topics !== null && known.length > 0 && (untold.length > 0 || !told?.topics);
  return {
    ...(isLead ? { reminder_minutes: reminderMinutes, reminder_at: chosenAt[LEAD] ?? LONG_AGO } : {}),
    ...(areTopics
      ? {
          topics: followed(known, prefs),
          topics_at: Object.fromEntries(untold.map(id => [id, chosenAt[topicKey(id)]])),
        }
      : {}),
  };
}

/** Returns what the server has been told with these changes. */
function toldWith(told: Told | null, own: object, shared: SharedChanges, prefs: Prefs): Told {
  const { topics = told?.topics, topics_at: times = {} } = shared;
  const lead = prefs.chosenAt[LEAD];
  return {
    ...told,
    ...own,
    ...(topics ? { topics } : {}),
    reminder_minutes: prefs.reminderMinutes,
    chosen_at: {
      ...told?.chosen_at,
      ...Object.fromEntries(Object.entries(times).map(([id, at]) => [topicKey(id), at])),
      ...(lead === undefined ? {} : { [LEAD]: lead }),
    },
  };
}

async function tell(fetch: Fetch, zone: string | null): Promise<boolean> {
  const [prefs, known] = await Promise.all([readPrefs(), readTopics()]);
  const before = await readOwn<string>(KEPT.preferences);
  const told = parseTold(before);
  const [own, shared] = [ownChanges(prefs, told, zone), sharedChanges(prefs, told, known)];
  const body = { ...own, ...shared };
  if (Object.keys(body).length === 0) return true;
  const outcome = await callAsDevice(fetch, 'PUT', '/device/preferences', body);
  if (!outcome.ok) return false;
  return withDatabase(async db => {
    const writing = db.transaction('device', 'readwrite');
    // A server that knows this phone by another name since was told no more than a part.
    const isSame = ((await writing.store.get(KEPT.preferences)) ?? null) === before;
    const now = JSON.stringify(toldWith(told, own, shared, prefs));
    if (isSame) await writing.store.put(now, KEPT.preferences);
    await writing.done;
    return isSame;
  });
}

/**
 * Tells the server what it needs of the preferences, of what it was told before nothing; returns whether nothing
 * is left to tell. A phone that never introduced itself tells nothing.
 */
export async function sendPreferences(fetch: Fetch, zone = phoneZone): Promise<boolean> {
  if (!(await isIntroduced())) return true;
  // Of two tabs that tell at once each would believe that its word was the last.
  return locked(PREFERENCES_LOCK, () => tell(fetch, zone()));
}
