import { type Signal, signal } from '@preact/signals';
import type { SlotNews } from '../shared/personal';
import { millis } from '../shared/time';
import { announceChange } from './changes';
import { withDatabase } from './db';
import type { Snapshot } from './snapshot';

/** What changed about sessions since the visitor last looked, by session; what they have seen stays until it is over. */
export const news: Signal<ReadonlyMap<string, SlotNews>> = signal(new Map());

export async function loadNews(): Promise<void> {
  const kept = await withDatabase(db => db.getAll('news'));
  news.value = new Map(kept.map(each => [each.session, each]));
}

/** Returns the news the visitor has not seen of sessions that are not over, the latest first. */
export function unseenNews(store: Snapshot, now: number): SlotNews[] {
  return [...news.value.values()]
    .filter(({ session, seenAt }) => {
      const found = store.sessions.get(session);
      return seenAt === null && found !== undefined && millis(found.end) > now;
    })
    .sort((a, b) => b.at - a.at);
}

/** Notes that the visitor has seen the news of these sessions. */
export async function markNewsSeen(sessions: readonly string[], now: number): Promise<void> {
  const seen = sessions.flatMap(session => {
    const found = news.value.get(session);
    return found && found.seenAt === null ? [{ ...found, seenAt: now }] : [];
  });
  if (seen.length === 0) return;
  news.value = new Map([...news.value, ...seen.map(each => [each.session, each] as const)]);
  await withDatabase(async db => {
    const writing = db.transaction('news', 'readwrite');
    await Promise.all([...seen.map(each => writing.store.put(each)), writing.done]);
  });
  announceChange({ collections: [], own: true });
}
