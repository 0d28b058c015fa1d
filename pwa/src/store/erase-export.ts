import { APP } from '../shared/collections';
import type { Outcome } from '../shared/problem';
import { withDatabase } from './db';
import { callAsDevice, type Fetch, isIntroduced } from './device';
import { readMarks, readPrefs } from './stored-prefs';

/** All that is kept about a visitor: on this phone, and at the server where it was asked for and answered. */
export interface PersonalExport {
  /** Whether the server, too, told what it keeps, or was never told anything. */
  isWhole: boolean;
  exported_at: string;
  /** The app's version. */
  app: number;
  /** Whether `server` is what the server keeps, or why it is null. */
  note: string;
  phone: Record<string, unknown>;
  server: unknown;
}

const STORES = ['stars', 'inbox', 'asked', 'votes', 'ratings', 'news', 'outbox', 'contacts'] as const;

const NOTES = {
  whole: 'All that this phone and the server keep about you.',
  unknown: 'This phone has never sent anything to the server, so the server keeps nothing about it.',
  unreachable:
    'The server could not be reached: this is what the phone keeps. Export again when there is a network.',
} as const;

async function onPhone(): Promise<Record<string, unknown>> {
  const lists = await withDatabase(db => Promise.all(STORES.map(name => db.getAll(name))));
  const own = Object.fromEntries(STORES.map((name, at) => [name, lists[at]]));
  return { prefs: await readPrefs(), marks: await readMarks(), ...own };
}

/** Returns all that is kept about this phone's visitor; the token that proves this phone is no part of it. */
export async function exportData(fetch: Fetch, now: number): Promise<PersonalExport> {
  const told: Outcome<unknown> | null = (await isIntroduced())
    ? await callAsDevice(fetch, 'GET', '/device')
    : null;
  return {
    isWhole: told === null || told.ok,
    exported_at: new Date(now).toISOString(),
    app: APP,
    note: told === null ? NOTES.unknown : told.ok ? NOTES.whole : NOTES.unreachable,
    phone: await onPhone(),
    server: told?.ok ? told.value : null,
  };
}
