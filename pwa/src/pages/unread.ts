import type { Announcement } from '../shared/document';
import { millis } from '../shared/time';
import { marks, readMark } from '../store/marks';
import { prefs } from '../store/prefs';
import { announcementsNewestFirst } from '../store/select';
import type { Snapshot } from '../store/signals';

/** Returns whether the visitor has neither opened the announcement nor marked the inbox as read since. */
export function isUnread(announcement: Announcement): boolean {
  return (
    announcement.recalled_at === null &&
    millis(announcement.sent_at) > prefs.value.inboxSeenAt &&
    !marks.value.has(readMark(announcement.id))
  );
}

export function unreadCount(store: Snapshot): number {
  return announcementsNewestFirst(store).filter(isUnread).length;
}
