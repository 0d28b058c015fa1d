import type { Text } from './document';

/** A session on the visitor's own agenda, or taken off it; of two for one session the later `at` holds. */
export interface Star {
  session: string;
  starred: boolean;
  at: string;
  /** Minutes before the start; null for no reminder, absent for the visitor's own setting. */
  reminder_minutes?: number | null;
}

/** What was told to this visitor alone: a reminder, a change of a starred session, a speaker's notice. */
export interface Message {
  id: string;
  /** Grows with every change of any of this visitor's messages. */
  sequence: number;
  kind: string;
  title: Text;
  body: Text;
  path: string;
  urgency: 'normal' | 'high';
  sent_at: string;
  expires_at: string | null;
  recalled_at: string | null;
  /** What it is about, such as `sessions/opening`. */
  subject: string;
}

/** A question this visitor asked the speakers of a session, under the id of the action that carried it. */
export interface Asked {
  id: string;
  session: string;
  text: string;
  at: string;
  /** When the server took it; absent while it waits on this phone. */
  told?: string;
  /** The server's sentence, when it did not take it. */
  refused?: string;
}

/** That this visitor is for a question, or took that back; of two for one question the later `at` holds. */
export interface Vote {
  question: string;
  up: boolean;
  at: string;
  /** What the server last took; absent while it knows nothing. */
  told?: boolean;
}

/** What this visitor thought of a session, from 1 to 5; of two for one session the later `at` holds. */
export interface Rating {
  session: string;
  score: number;
  comment: string;
  at: string;
  /** When the server took it; absent while it waits on this phone. */
  told?: string;
  /** The server's sentence, when it did not take it. */
  refused?: string;
}

/** Where and when a session takes place, and whether it does. */
export interface Slot {
  start: string;
  end: string;
  room: string | null;
  status: 'cancelled' | 'scheduled';
}

/** That a session's slot changed on this phone: from what it was when last looked at. */
export interface SlotNews {
  session: string;
  was: Slot;
  /** Milliseconds since 1970: when the phone learned of the last change, and when the visitor saw it. */
  at: number;
  seenAt: number | null;
}

/** What a contact card says; what it does not say is empty. */
export interface Card {
  name: string;
  organisation: string;
  role: string;
  email: string;
  phone: string;
  /** An https address. */
  website: string;
}

/** A card kept on this phone, the visitor's own or somebody else's; of two with one id the later `at` holds. */
export interface Contact {
  id: string;
  at: string;
  /** When it was first kept. */
  since: string;
  /** Null once deleted, so that an older copy on another phone cannot revive it. */
  card: Card | null;
  /** What the visitor wants to remember. */
  note: string;
}
