import { localText, t } from '../i18n/index';
import type { Audience } from '../shared/document';
import type { Snapshot } from '../store/signals';

/** Returns in words whom a message was for: everyone, those of some topics, or this visitor alone. */
export function audienceWords(store: Snapshot, audience: Audience | null): string {
  if (audience === null) return t('inbox.personal');
  if (!audience.topics) return t('inbox.everyone');
  const names = audience.topics.map(id => {
    const topic = store.topics.get(id);
    return topic ? localText(topic.name).value : id;
  });
  return t('inbox.topics', { topics: names.join(', ') });
}
