import type { Locale } from '../shared/document';
import { withDatabase } from './db';

export type Theme = 'system' | 'light' | 'dark';

export interface Prefs {
  locale: Locale;
  theme: Theme;
  /** Ids of the followed topics; null until the visitor has chosen, when each topic's default holds. */
  topics: string[] | null;
  /** Milliseconds since 1970: up to when announcements have been seen. */
  inboxSeenAt: number;
}

export const DEFAULTS: Prefs = { locale: 'id', theme: 'system', topics: null, inboxSeenAt: 0 };

const PREFS = 'prefs';

/** Returns what the visitor prefers, as kept on the phone; the defaults for what was never chosen. */
export function readPrefs(): Promise<Prefs> {
  return withDatabase(async db => ({ ...DEFAULTS, ...((await db.get('prefs', PREFS)) as Partial<Prefs>) }));
}

export function writePrefs(prefs: Prefs): Promise<void> {
  return withDatabase(async db => {
    await db.put('prefs', prefs, PREFS);
  });
}

/** Returns the names of what was marked on this phone, such as `read:ID` of an announcement. */
export function readMarks(): Promise<string[]> {
  return withDatabase(async db => {
    const kept = await db.get('prefs', 'marks');
    return Array.isArray(kept) ? kept.filter(each => typeof each === 'string') : [];
  });
}
