import { type Signal, signal } from '@preact/signals';
import { announceChange } from './changes';
import type { Snapshot } from './snapshot';
import {
  chosenNow,
  DEFAULTS,
  followed,
  LEAD,
  type Prefs,
  readPrefs,
  topicKey,
  writePrefs,
} from './stored-prefs';

export type { AgendaView, Prefs, QuietHours, TextSize, Theme } from './stored-prefs';

/** What the visitor prefers, kept on the phone. */
export const prefs: Signal<Prefs> = signal(DEFAULTS);

export async function loadPrefs(): Promise<void> {
  prefs.value = await readPrefs();
}

/** Changes preferences on the phone at once; the server learns what it needs when it can be reached. */
export async function setPrefs(change: Partial<Prefs>): Promise<void> {
  const chosen = 'reminderMinutes' in change ? { chosenAt: chosenNow(prefs.value, LEAD) } : {};
  prefs.value = { ...prefs.value, ...chosen, ...change };
  await writePrefs(prefs.value);
  announceChange({ collections: [], own: true });
}

/** Returns the ids of the topics the visitor follows: the chosen ones, else those on by default. */
export function followedTopics(store: Snapshot, chosen: Prefs): string[] {
  return followed(store.topics.values(), chosen);
}

/** Follows or leaves a topic. */
export function setTopic(store: Snapshot, id: string, on: boolean): Promise<void> {
  const others = followedTopics(store, prefs.value).filter(topic => topic !== id);
  const topics = on ? [...others, id] : others;
  return setPrefs({ topics, chosenAt: chosenNow(prefs.value, topicKey(id)) });
}

/** Marks all announcements up to `at` as seen. */
export async function markInboxSeen(at: number): Promise<void> {
  if (at > prefs.value.inboxSeenAt) await setPrefs({ inboxSeenAt: at });
}
