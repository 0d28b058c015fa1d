import type {
  Announcement,
  Award,
  Booth,
  Day,
  Event,
  Exhibitor,
  Floor,
  Innovation,
  Page,
  Room,
  Service,
  Session,
  Speaker,
  Tag,
  Topic,
  Track,
  Walks,
} from './document';

/** The version of the sync document that this app reads. */
export const SCHEMA = 1;

/** The app's own version in the terms of the document's `min_app`. */
export const APP = 1;

/** The sync document's collections, in its order. */
export const COLLECTIONS = [
  'event',
  'days',
  'tracks',
  'tags',
  'rooms',
  'sessions',
  'speakers',
  'floors',
  'walks',
  'booths',
  'exhibitors',
  'services',
  'innovations',
  'awards',
  'topics',
  'announcements',
  'pages',
] as const;

export type Collection = (typeof COLLECTIONS)[number];

/** What the records of each collection are. */
export interface Records {
  event: Event;
  days: Day;
  tracks: Track;
  tags: Tag;
  rooms: Room;
  sessions: Session;
  speakers: Speaker;
  floors: Floor;
  walks: Walks;
  booths: Booth;
  exhibitors: Exhibitor;
  services: Service;
  innovations: Innovation;
  awards: Award;
  topics: Topic;
  announcements: Announcement;
  pages: Page;
}

/** Any record: its slug and the revision that last changed it. */
export interface Stored {
  id: string;
  revision: number;
}

/** Changed and deleted records: the form of a delta and of a push's patch. */
export interface Changes {
  upserts: { [C in Collection]?: Records[C][] };
  deleted: { [C in Collection]?: string[] };
}

/** What every answer of `GET /api/v1/sync` states about itself. */
export interface Header {
  epoch: string;
  schema: number;
  min_app: number;
  revision: number;
  vapid_public_key?: string;
}

/**
 * The whole public event; `full` marks one that answers a request for a delta, `outline` one whose long texts are
 * empty and still to be asked for.
 */
export type SyncDocument = Header & { [C in Collection]: Records[C][] } & {
  full?: boolean;
  outline?: boolean;
};

/** The changes since the revision that was asked for. */
export type Delta = Header & Changes;
