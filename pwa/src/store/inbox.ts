import type { Announcement, Audience, Text } from '../shared/document';
import { byCharacters } from '../shared/order';
import type { Message } from '../shared/personal';
import { millis } from '../shared/time';

/** What stands in the inbox: a public announcement, or a message to this visitor alone, which has no audience. */
export interface InboxItem {
  id: string;
  kind: string;
  title: Text;
  body: Text;
  path: string;
  urgency: 'normal' | 'high';
  sent_at: string;
  expires_at: string | null;
  recalled_at: string | null;
  audience: Audience | null;
}

/** What the visitor has already read: all up to a moment, and single items by their marks. */
export interface Seen {
  inboxSeenAt: number;
  marks: ReadonlySet<string>;
}

export function readMark(id: string): string {
  return `read:${id}`;
}

function ofAnnouncement(announcement: Announcement): InboxItem {
  return { ...announcement, kind: 'announcement' };
}

function ofMessage(message: Message): InboxItem {
  return { ...message, audience: null };
}

/** Returns public and personal messages as one inbox, newest first; recalled ones stay in. */
export function inboxItems(announcements: Iterable<Announcement>, messages: Iterable<Message>): InboxItem[] {
  const items = new Map<string, InboxItem>();
  for (const message of messages) items.set(message.id, ofMessage(message));
  for (const announcement of announcements) items.set(announcement.id, ofAnnouncement(announcement));
  return [...items.values()].sort(
    (a, b) => millis(b.sent_at) - millis(a.sent_at) || byCharacters(b.id, a.id),
  );
}

/** Returns whether the item no longer holds: withdrawn, or past its time. */
export function isPast(item: InboxItem, now: number): boolean {
  return item.recalled_at !== null || (item.expires_at !== null && millis(item.expires_at) <= now);
}

/** Returns whether the visitor should still read the item; a reminder that came too late asks for nothing. */
export function isUnread(item: InboxItem, seen: Seen, now: number): boolean {
  if (item.recalled_at !== null || (item.kind === 'reminder' && isPast(item, now))) return false;
  return millis(item.sent_at) > seen.inboxSeenAt && !seen.marks.has(readMark(item.id));
}
