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
