import { type Signal, signal } from '@preact/signals';
import { announceChange } from './changes';
import { callAsDevice, type Fetch, isIntroduced, readOwn, writeOwn } from './device';
import type { Snapshot } from './snapshot';
import { DEFAULTS, type Prefs, readPrefs, writePrefs } from './stored-prefs';

export type { Prefs, Theme } from './stored-prefs';

const DUE = 'preferences-due';

/** What the visitor prefers, kept on the phone. */
export const prefs: Signal<Prefs> = signal(DEFAULTS);

export async function loadPrefs(): Promise<void> {
  prefs.value = await readPrefs();
}

/** Changes preferences on the phone at once; the server learns what it needs when it can be reached. */
export async function setPrefs(change: Partial<Prefs>): Promise<void> {
  prefs.value = { ...prefs.value, ...change };
  await writePrefs(prefs.value);
  if ('locale' in change || 'topics' in change) await writeOwn(DUE, true);
  announceChange({ collections: [], own: true });
}

/** Returns the ids of the topics the visitor follows: the chosen ones, else those on by default. */
export function followedTopics(store: Snapshot, { topics }: Prefs): string[] {
  const known = [...store.topics.values()];
  return known
    .filter(topic => (topics ? topics.includes(topic.id) : topic.default_on))
    .map(topic => topic.id);
}

/** Follows or leaves a topic. */
export function setTopic(store: Snapshot, id: string, on: boolean): Promise<void> {
  const others = followedTopics(store, prefs.value).filter(topic => topic !== id);
  return setPrefs({ topics: on ? [...others, id] : others });
}

/** Marks all announcements up to `at` as seen. */
export async function markInboxSeen(at: number): Promise<void> {
  if (at > prefs.value.inboxSeenAt) await setPrefs({ inboxSeenAt: at });
  await navigator.clearAppBadge?.().catch(() => undefined);
}

/** Tells the server language and topics if they are due; a phone that never introduced itself tells nothing. */
export async function sendPreferences(fetch: Fetch, store: Snapshot): Promise<void> {
  if (!(await isIntroduced()) || !(await readOwn<boolean>(DUE))) return;
  const { locale, topics } = prefs.value;
  const body = { locale, ...(topics === null ? {} : { topics: followedTopics(store, prefs.value) }) };
  const outcome = await callAsDevice(fetch, 'PUT', '/device/preferences', body);
  const unchanged = prefs.value.locale === locale && prefs.value.topics === topics;
  if (outcome.ok && unchanged) await writeOwn(DUE, false);
}

/** Has the server learn the preferences at the next chance, as when this phone subscribes. */
export function preferencesDue(): Promise<void> {
  return writeOwn(DUE, true);
}
