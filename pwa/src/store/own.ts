import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Message, Star } from '../shared/personal';
import { millis } from '../shared/time';
import { type Clash, clashesAmong } from './clashes';
import { type InboxItem, inboxItems, isUnread } from './inbox';
import { marks } from './marks';
import { askToKeepStore } from './persist';
import { prefs } from './prefs';
import { store as current, now } from './signals';
import type { Snapshot } from './snapshot';
import { readMessages } from './stored-inbox';
import { keepStar, readStars } from './stored-stars';

/** The visitor's stars by session, those taken off included. */
export const stars: Signal<ReadonlyMap<string, Star>> = signal(new Map());

/** What was told to this visitor alone. */
export const messages: Signal<readonly Message[]> = signal([]);

/** Reads stars and personal messages from the phone. */
export async function loadOwn(): Promise<void> {
  const [kept, told] = await Promise.all([readStars(), readMessages()]);
  stars.value = new Map(kept.map(star => [star.session, star]));
  messages.value = told;
}

export function isStarred(session: string): boolean {
  return stars.value.get(session)?.starred ?? false;
}

/** Which starred sessions stand in each other's way, by session. */
export const clashes: ReadonlySignal<ReadonlyMap<string, readonly Clash[]>> = computed(() =>
  clashesAmong(current.value, isStarred),
);

/** Returns now, or just after what was last said of a session: a phone whose clock is slow would contradict in vain. */
function later(session: string): string {
  const before = stars.value.get(session);
  return new Date(Math.max(Date.now(), before ? millis(before.at) + 1 : 0)).toISOString();
}

function keep(star: Star): Promise<void> {
  stars.value = new Map(stars.value).set(star.session, star);
  void askToKeepStore().catch(() => undefined);
  return keepStar(star);
}

/** Puts a session on the visitor's agenda or takes it off; shown at once, told to the server when it can be. */
export function setStarred(session: string, starred: boolean): Promise<void> {
  return keep({ session, starred, at: later(session) });
}

/** Stars a session with a reminder of its own: minutes, null for none, undefined for the visitor's setting. */
export function setReminder(session: string, minutes: number | null | undefined): Promise<void> {
  const reminder = minutes === undefined ? {} : { reminder_minutes: minutes };
  return keep({ session, starred: true, at: later(session), ...reminder });
}

/** Returns how many minutes before its start the session's reminder comes; null for none. */
export function reminderOf(session: string): number | null {
  const own = stars.value.get(session)?.reminder_minutes;
  return own === undefined ? prefs.value.reminderMinutes : own;
}

/** Returns the whole inbox, newest first. */
export function inboxOf(store: Snapshot): InboxItem[] {
  return inboxItems(store.announcements.values(), messages.value);
}

export function isNew(item: InboxItem): boolean {
  return isUnread(item, { inboxSeenAt: prefs.value.inboxSeenAt, marks: marks.value }, now.value);
}

export function unreadCount(store: Snapshot): number {
  return inboxOf(store).filter(isNew).length;
}
