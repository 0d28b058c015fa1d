import type { Message } from '../shared/personal';
import { announceChange } from './changes';
import { withDatabase } from './db';
import { callAsDevice, type Fetch, KEPT } from './device';

interface Answer {
  sequence: number;
  messages: Message[];
}

/** Returns the messages to this visitor alone that are kept on this phone. */
export function readMessages(): Promise<Message[]> {
  return withDatabase(db => db.getAll('inbox'));
}

/** Returns up to where the inbox has been fetched; 0 when what was fetched is no longer there. */
function readSequence(): Promise<number> {
  return withDatabase(async db => {
    const [sequence, kept] = await Promise.all([db.get('device', KEPT.inbox), db.count('inbox')]);
    return typeof sequence === 'number' && kept > 0 ? sequence : 0;
  });
}

/** Fetches what was told to this visitor alone since the last time; returns whether the server could be asked. */
export async function fetchInbox(fetch: Fetch): Promise<boolean> {
  const outcome = await callAsDevice<Answer>(fetch, 'GET', `/device/inbox?since=${await readSequence()}`);
  if (!outcome.ok) return false;
  const { sequence, messages } = outcome.value ?? { sequence: 0, messages: [] };
  if (messages.length === 0) return true;
  await withDatabase(async db => {
    const writing = db.transaction(['inbox', 'device'], 'readwrite');
    const inbox = writing.objectStore('inbox');
    const known = new Map((await inbox.getAll()).map(message => [message.id, message.sequence]));
    // Two tabs may have asked at once: an older answer must not undo a recall.
    const news = messages.filter(message => message.sequence >= (known.get(message.id) ?? 0));
    const device = writing.objectStore('device');
    const reached = Math.max(sequence, Number((await device.get(KEPT.inbox)) ?? 0));
    await Promise.all([
      ...news.map(message => inbox.put(message)),
      device.put(reached, KEPT.inbox),
      writing.done,
    ]);
  });
  announceChange({ collections: [], own: true });
  return true;
}
