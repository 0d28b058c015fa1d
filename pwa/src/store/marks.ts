import { type Signal, signal } from '@preact/signals';
import { announceChange } from './changes';
import { withDatabase } from './db';

const KEY = 'marks';

/** What this phone remembers of its visitor's reading: `read:ID` of an announcement, `later:NAME` of a card. */
export const marks: Signal<ReadonlySet<string>> = signal(new Set<string>());

/** Whether the kept marks have been read, so that a card put off does not flash. */
export const marksLoaded: Signal<boolean> = signal(false);

/** Marks that are being kept at this moment. */
const unkept = new Set<string>();

/** Reads the kept marks into the signal; marks set meanwhile stay, those of an erased phone do not. */
export async function loadMarks(): Promise<void> {
  const kept = await withDatabase(db => db.get('prefs', KEY)).catch(() => undefined);
  const names = Array.isArray(kept) ? kept.filter(each => typeof each === 'string') : [];
  marks.value = new Set([...names, ...unkept]);
  marksLoaded.value = true;
}

/** Sets marks and keeps them. */
export async function mark(...names: string[]): Promise<void> {
  if (names.every(name => marks.value.has(name))) return;
  marks.value = new Set([...marks.value, ...names]);
  const kept = [...marks.value];
  for (const name of names) unkept.add(name);
  await withDatabase(db => db.put('prefs', kept, KEY)).catch(() => undefined);
  for (const name of names) unkept.delete(name);
  announceChange({ collections: [], own: true });
}
