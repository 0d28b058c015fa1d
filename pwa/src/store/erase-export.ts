import { APP } from '../shared/collections';
import type { Locale } from '../shared/document';
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
  /** In the visitor's language: whether `server` is what the server keeps, or why it is null. */
  note: string;
  phone: Record<string, unknown>;
  server: unknown;
}

const STORES = ['stars', 'inbox', 'asked', 'votes', 'ratings', 'news', 'outbox', 'contacts'] as const;

type Note = 'whole' | 'unknown' | 'unreachable';

const NOTES: Record<Locale, Record<Note, string>> = {
  id: {
    whole: 'Semua yang disimpan ponsel ini dan server tentang Anda.',
    unknown:
      'Ponsel ini belum pernah mengirim apa pun ke server, jadi server tidak menyimpan apa pun tentangnya.',
    unreachable: 'Server tidak terjangkau: ini yang disimpan ponsel. Unduh lagi saat ada jaringan.',
  },
  en: {
    whole: 'All that this phone and the server keep about you.',
    unknown: 'This phone has never sent anything to the server, so the server keeps nothing about it.',
    unreachable:
      'The server could not be reached: this is what the phone keeps. Export again when there is a network.',
  },
};

/** Returns a kept value without the tokens by which a phone proves itself: whoever had one could act as the visitor. */
function withoutTokens(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'token');
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutTokens(each)]));
}

/** Returns what this phone keeps of its dealings with the server: its name there, its calendar, what is still to be told. */
function readDevice(): Promise<Record<string, unknown>> {
  return withDatabase(async db => {
    const reading = db.transaction('device');
    const [keys, values] = await Promise.all([reading.store.getAllKeys(), reading.store.getAll()]);
    return Object.fromEntries(keys.map((key, at) => [key, withoutTokens(values[at])]));
  });
}

async function onPhone(): Promise<Record<string, unknown>> {
  const lists = await withDatabase(db => Promise.all(STORES.map(name => db.getAll(name))));
  const own = Object.fromEntries(STORES.map((name, at) => [name, lists[at]]));
  return { prefs: await readPrefs(), marks: await readMarks(), ...own, device: await readDevice() };
}

/** Returns all that is kept about this phone's visitor; the tokens that prove this phone are no part of it. */
export async function exportData(fetch: Fetch, now: number): Promise<PersonalExport> {
  const told: Outcome<unknown> | null = (await isIntroduced())
    ? await callAsDevice(fetch, 'GET', '/device')
    : null;
  const notes = NOTES[(await readPrefs()).locale];
  return {
    isWhole: told === null || told.ok,
    exported_at: new Date(now).toISOString(),
    app: APP,
    note: told === null ? notes.unknown : told.ok ? notes.whole : notes.unreachable,
    phone: await onPhone(),
    server: told?.ok ? told.value : null,
  };
}
