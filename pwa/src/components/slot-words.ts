import { clock, shortDay } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import type { Slot } from '../shared/personal';
import { millis, venueDay } from '../shared/time';
import type { Clash } from '../store/clashes';
import type { Snapshot } from '../store/signals';

function roomName(store: Snapshot, room: string | null): string {
  return localText(store.rooms.get(room ?? '')?.name).value;
}

function when(slot: Slot, beside: Slot): string {
  const time = clock(slot.start);
  return venueDay(slot.start) === venueDay(beside.start) ? time : `${shortDay(slot.start)} ${time}`;
}

/** Returns in one line how a session's slot differs from what it was: `moved from Hall A 10:00`. */
export function slotChange(store: Snapshot, was: Slot, session: Session): string {
  if (session.status === 'cancelled') return t('news.cancelled');
  if (was.status === 'cancelled') return t('news.restored');
  const hasMoved = was.room !== session.room;
  const isLater = millis(was.start) !== millis(session.start);
  if (!hasMoved && !isLater) return t('news.ends', { time: clock(session.end) });
  const from = [hasMoved ? roomName(store, was.room) : '', isLater ? when(was, session) : ''];
  return t('news.moved', { from: from.filter(Boolean).join(' ') });
}

/** Returns in one line where and when a session takes place now. */
export function slotNow(store: Snapshot, session: Session): string {
  return [`${shortDay(session.start)} ${clock(session.start)}`, roomName(store, session.room)]
    .filter(Boolean)
    .join(' · ');
}

/** Returns in one line what stands in a starred session's way. */
export function clashWords({ other, kind, minutes }: Clash): string {
  const title = localText(other.title).value;
  const time = clock(other.start);
  return t(kind === 'overlap' ? 'clash.overlap' : 'clash.walk', { title, time, n: minutes });
}
