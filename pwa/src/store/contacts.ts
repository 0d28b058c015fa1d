import { type Signal, signal } from '@preact/signals';
import type { Card, Contact } from '../shared/personal';
import { millis } from '../shared/time';
import { newId } from './actions';
import { onChange } from './changes';
import { askToKeepStore } from './persist';
import { keepContact, readContacts } from './stored-contacts';

/** Somebody's card that is kept and not deleted. */
export type Person = Contact & { card: Card };

/** The id of the visitor's own card, one on all of their phones. */
export const MINE = 'me';
/** More would not fit into what phones send each other when they are linked. */
export const MOST_PEOPLE = 300;

/** The kept cards by id, those deleted included; null until they have been read. */
export const contacts: Signal<ReadonlyMap<string, Contact> | null> = signal(null);

/** Reads the cards from the phone. */
export async function loadContacts(): Promise<void> {
  contacts.value = new Map((await readContacts()).map(each => [each.id, each]));
}

const isPerson = (contact: Contact): contact is Person => contact.card !== null && contact.id !== MINE;

/** Returns the visitor's own card, null where there is none. */
export function myCard(): Card | null {
  return contacts.value?.get(MINE)?.card ?? null;
}

/** Returns the people whose cards are kept, the last met first. */
export function people(): Person[] {
  const kept = [...(contacts.value?.values() ?? [])].filter(isPerson);
  return kept.sort((a, b) => millis(b.since) - millis(a.since));
}

/** Returns a person by id, null where nobody has it or the card was deleted. */
export function personOf(id: string): Person | null {
  const found = contacts.value?.get(id);
  return found && isPerson(found) ? found : null;
}

/** Returns who is kept with exactly this card: one code is often scanned twice. */
export function personWith(card: Card): Person | null {
  const said = Object.keys(card) as (keyof Card)[];
  return people().find(person => said.every(each => person.card[each] === card[each])) ?? null;
}

/** Returns a moment for a change, later than the state it replaces, however the phone's clock was set. */
function after(former: Contact | undefined): string {
  return new Date(Math.max(Date.now(), former ? millis(former.at) + 1 : 0)).toISOString();
}

/** Keeps a card at once on the screen, and then on the phone. */
async function keep(id: string, change: Partial<Contact>): Promise<void> {
  const former = contacts.value?.get(id);
  const at = after(former);
  const contact = { card: null, note: '', since: at, ...former, ...change, id, at };
  contacts.value = new Map(contacts.value).set(id, contact);
  void askToKeepStore().catch(() => undefined);
  await keepContact(contact);
}

/** Keeps the visitor's own card; null takes it away. */
export function keepMyCard(card: Card | null): Promise<void> {
  return keep(MINE, { card });
}

/** Keeps a new person's card, and returns the id it has. */
export async function addPerson(card: Card): Promise<string> {
  const id = newId();
  await keep(id, { card });
  return id;
}

export function noteOn({ id }: Person, note: string): Promise<void> {
  return keep(id, { note });
}

/** Deletes a person's card and what was noted on it. */
export function dropPerson({ id }: Person): Promise<void> {
  return keep(id, { card: null, note: '' });
}

/** Takes a deletion back. */
export function restorePerson({ id, card, note }: Person): Promise<void> {
  return keep(id, { card, note });
}

/** Reads the cards now and after each change, also of other tabs; returns what ends that. */
export function followContacts(): () => void {
  // Without its database the phone has none; a change that fails says so.
  const load = () => void loadContacts().catch(() => (contacts.value ??= new Map()));
  load();
  return onChange(change => {
    if (change.own) load();
  });
}
