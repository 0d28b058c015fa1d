import type { Contact } from '../shared/personal';
import { announceChange } from './changes';
import { withDatabase } from './db';

/** Returns the cards kept on this phone, those deleted included. */
export function readContacts(): Promise<Contact[]> {
  return withDatabase(db => db.getAll('contacts'));
}

/** Keeps a card in place of what had its id; it is told to nobody but this phone's pages. */
export async function keepContact(contact: Contact): Promise<void> {
  await withDatabase(async db => {
    const writing = db.transaction('contacts', 'readwrite');
    const wait = Promise.all([writing.store.put(contact), writing.done]);
    // A page that is left now takes with it what it has not yet committed.
    writing.commit();
    await wait;
  });
  announceChange({ collections: [], own: true });
}
