import type { Session, Text } from '../../shared/document';
import { speakersOf, tagsOf } from '../select';
import type { Snapshot } from '../snapshot';

/** What can be found of one session, each field in both languages. */
export interface Entry {
  id: string;
  title: string;
  people: string;
  topic: string;
  place: string;
  abstract: string;
}

export type Field = Exclude<keyof Entry, 'id'>;

/** How much a hit in each field counts. */
export const WEIGHTS: Readonly<Record<Field, number>> = {
  title: 5,
  people: 3,
  topic: 2,
  place: 2,
  abstract: 1,
};

function both(text: Text | null | undefined): string[] {
  if (!text) return [];
  return text.id === text.en ? [text.id] : [text.id, text.en];
}

/** Returns what can be found of a session. */
export function entryOf(store: Snapshot, session: Session): Entry {
  const people = speakersOf(store, session).filter(({ speaker }) => !speaker.placeholder);
  return {
    id: session.id,
    title: both(session.title).join(' '),
    people: people
      .flatMap(({ speaker }) => [
        ...both(speaker.name),
        ...both(speaker.title),
        ...both(speaker.organisation),
      ])
      .join(' '),
    topic: tagsOf(store, session)
      .flatMap(tag => both(tag.name))
      .join(' '),
    place: [store.rooms.get(session.room ?? ''), store.tracks.get(session.track ?? '')]
      .flatMap(each => both(each?.name))
      .join(' '),
    abstract: both(session.abstract).join(' '),
  };
}
