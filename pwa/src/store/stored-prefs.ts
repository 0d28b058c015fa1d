import type { Locale, Topic } from '../shared/document';
import { withDatabase } from './db';
import { callAsDevice, type Fetch, isIntroduced, KEPT, readOwn, writeOwn } from './device';

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
};

const PREFS = 'prefs';

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
  await writePrefs({ ...prefs, topics: followed(known, prefs).filter(topic => topic !== id) });
}

/** Returns the phone's own zone by its IANA name, null where the browser does not tell. */
function phoneZone(): string | null {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && zone !== 'Etc/Unknown' ? zone : null;
}

/**
 * Tells the server what it needs of the preferences, unless it was told just that before; returns whether
 * nothing is left to tell. A phone that never introduced itself tells nothing.
 */
export async function sendPreferences(fetch: Fetch, zone = phoneZone()): Promise<boolean> {
  if (!(await isIntroduced())) return true;
  const [prefs, known] = await Promise.all([readPrefs(), readTopics()]);
  const chosen = prefs.topics !== null && known.length > 0;
  const body = {
    locale: prefs.locale,
    ...(chosen ? { topics: followed(known, prefs) } : {}),
    reminder_minutes: prefs.reminderMinutes,
    quiet_hours: prefs.quietHours,
    ...(zone ? { time_zone: zone } : {}),
  };
  const told = JSON.stringify(body);
  if ((await readOwn(KEPT.preferences)) === told) return true;
  const outcome = await callAsDevice(fetch, 'PUT', '/device/preferences', body);
  if (outcome.ok) await writeOwn(KEPT.preferences, told);
  return outcome.ok;
}
