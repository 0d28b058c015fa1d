import type { Session } from '../shared/document';
import { byCharacters } from '../shared/order';
import { millis } from '../shared/time';
import type { Snapshot } from './snapshot';
import { walkingMinutes } from './walking';

const MINUTE = 60_000;

/** Why two starred sessions cannot both be attended whole. */
export interface Clash {
  /** The other session. */
  other: Session;
  /** Whether they overlap, or leave less time between them than the walk takes. */
  kind: 'overlap' | 'walk';
  /** The overlap, or the walk that does not fit, in minutes. */
  minutes: number;
}

/** An exhibition is open for hours and can be left at any time. */
const FLEETING = ['exhibition', 'break'];

function between(store: Snapshot, first: Session, second: Session): Omit<Clash, 'other'> | null {
  const gap = (millis(second.start) - millis(first.end)) / MINUTE;
  if (gap < 0) {
    const end = Math.min(millis(first.end), millis(second.end));
    return { kind: 'overlap', minutes: Math.round((end - millis(second.start)) / MINUTE) };
  }
  const walk = walkingMinutes(store, first.room, second.room) ?? 0;
  return walk > gap ? { kind: 'walk', minutes: walk } : null;
}

/** Returns which starred sessions stand in each other's way, by session: in time, or for the walk between them. */
export function clashesAmong(
  store: Snapshot,
  isStarred: (session: string) => boolean,
): ReadonlyMap<string, readonly Clash[]> {
  const wanted = [...store.sessions.values()]
    .filter(each => isStarred(each.id) && each.status !== 'cancelled' && !FLEETING.includes(each.kind))
    .sort((a, b) => millis(a.start) - millis(b.start) || byCharacters(a.id, b.id));
  const found = new Map<string, Clash[]>();
  const note = (session: Session, clash: Clash) =>
    found.set(session.id, [...(found.get(session.id) ?? []), clash]);
  wanted.forEach((first, at) => {
    for (const second of wanted.slice(at + 1)) {
      const clash = between(store, first, second);
      if (!clash) continue;
      note(first, { other: second, ...clash });
      note(second, { other: first, ...clash });
    }
  });
  return found;
}
