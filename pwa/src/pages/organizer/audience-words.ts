import type { Target } from '../../api/announcements';
import { localText } from '../../i18n/index';
import type { Text } from '../../shared/document';
import type { Snapshot } from '../../store/signals';
import { w } from './words';

function names<T>(ids: string[], records: ReadonlyMap<string, T>, text: (record: T) => Text): string {
  return ids
    .map(id => {
      const record = records.get(id);
      return record ? localText(text(record)).value : id;
    })
    .join(', ');
}

/** Returns in words whom an announcement is for. */
export function audienceWords(store: Snapshot, target: Target): string {
  const { topics = [], sessions = [], tracks = [], language } = target;
  const chosen = [
    target.everyone ? w('everyone') : null,
    topics.length > 0 ? w('to_topics', { names: names(topics, store.topics, topic => topic.name) }) : null,
    sessions.length > 0
      ? w('to_starred', { names: names(sessions, store.sessions, session => session.title) })
      : null,
    tracks.length > 0 ? w('to_starred', { names: names(tracks, store.tracks, track => track.name) }) : null,
    target.speakers ? w('to_speakers') : null,
    target.exhibitors ? w('to_exhibitors') : null,
  ].filter(each => each !== null);
  const narrowed = [
    language ? w(language === 'id' ? 'only_indonesian' : 'only_english') : null,
    target.seen_today ? w('only_seen_today') : null,
  ].filter(each => each !== null);
  return [chosen.join(' + '), ...narrowed].join(' · ');
}
