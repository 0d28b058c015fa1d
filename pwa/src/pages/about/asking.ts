import type { Session } from '../../shared/document';
import { millis } from '../../shared/time';
import type { Snapshot } from '../../store/signals';

const HOUR = 3_600_000;
const LONGEST = 500;

/** Returns what another app shared as one text of at most 500 characters: its title and text, without repeats. */
export function sharedText(query: Record<string, string>): string {
  const parts = [query.title, query.text].map(part => part?.trim() ?? '').filter(Boolean);
  const [title, text] = parts;
  const whole = title && text && !text.startsWith(title) ? `${title}: ${text}` : (text ?? title ?? '');
  return whole.replace(/\s+/g, ' ').slice(0, LONGEST);
}

/** Returns the sessions one would ask now: those that run, ended within two hours or start within twelve, in that order. */
export function askable(store: Snapshot, now: number): Session[] {
  const distance = ({ start, end }: Session) => Math.max(0, millis(start) - now, (now - millis(end)) * 6);
  return [...store.sessions.values()]
    .filter(each => each.status !== 'cancelled' && !['break', 'exhibition'].includes(each.kind))
    .filter(each => distance(each) < 12 * HOUR)
    .sort((a, b) => distance(a) - distance(b) || millis(a.start) - millis(b.start))
    .slice(0, 20);
}
