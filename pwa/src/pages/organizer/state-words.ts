import type { OrganizerAnnouncement } from '../../api/announcements';
import { clock, shortDay } from '../../i18n/format';
import type { Moment } from '../../shared/time';
import { w } from './words';

/** Returns day and time of a moment at the venue. */
export function momentWords(at: Moment): string {
  return `${shortDay(at)} ${clock(at)}`;
}

/** Returns where an announcement stands: scheduled, sent, recalled, or cancelled before it was sent. */
export function stateWords({ send_at, sent_at, recalled_at }: OrganizerAnnouncement): string {
  if (recalled_at) return w(sent_at ? 'recalled_at' : 'cancelled_at', { time: momentWords(recalled_at) });
  if (sent_at) return w('sent_at', { time: momentWords(sent_at) });
  return w('scheduled_for', { time: momentWords(send_at) });
}
