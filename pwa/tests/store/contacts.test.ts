import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Card, Contact } from '../../src/shared/personal';
import {
  addPerson,
  contacts,
  dropPerson,
  followContacts,
  keepMyCard,
  loadContacts,
  MINE,
  myCard,
  noteOn,
  type Person,
  people,
  personOf,
  personWith,
  restorePerson,
} from '../../src/store/contacts';
import { erasePhone } from '../../src/store/erase';
import { exportData } from '../../src/store/erase-export';
import { joinVisitor, packParcel, readParcel } from '../../src/store/linking-parcel';
import { waitingActions } from '../../src/store/outbox';
import { keepContact, readContacts } from '../../src/store/stored-contacts';
import { Phone } from '../fakes/phones';

const EARLY = '2018-11-07T01:00:00.000Z';
const LATE = '2018-11-07T02:00:00.000Z';

const card = (name: string): Card => ({
  name,
  organisation: '',
  role: '',
  email: '',
  phone: '',
  website: '',
});
const contact = (id: string, name: string | null, at: string, note = ''): Contact => ({
  id,
  at,
  since: EARLY,
  card: name === null ? null : card(name),
  note,
});
const unheard = () => Promise.reject(new TypeError('no network'));
const byId = (a: Contact, b: Contact) => a.id.localeCompare(b.id);

let phone: Phone;

beforeEach(() => {
  phone = new Phone();
  contacts.value = null;
});

function person(id: string): Person {
  const found = personOf(id);
  if (!found) throw new Error(`nobody is ${id}`);
  return found;
}

describe('the cards on a phone', () => {
  test('are there again after it was closed, the last met first, and are told to nobody', () =>
    phone.on(async () => {
      await keepContact(contact('a', 'Ani', EARLY));
      await loadContacts();
      const id = await addPerson(card('Budi'));
      await noteOn(person(id), 'Booth A12');
      await keepMyCard(card('Siti'));
      contacts.value = null;
      await loadContacts();
      expect(people().map(each => [each.card.name, each.note])).toEqual([
        ['Budi', 'Booth A12'],
        ['Ani', ''],
      ]);
      expect(myCard()).toEqual(card('Siti'));
      expect([personWith(card('Budi'))?.id, personWith(card('Siti'))]).toEqual([id, null]);
      expect(await waitingActions()).toEqual([]);
    }));

  test('are deleted with what was noted on them, and the deletion can be taken back', () =>
    phone.on(async () => {
      await keepContact(contact('a', 'Ani', EARLY, 'Booth A12'));
      await loadContacts();
      const ani = person('a');
      await dropPerson(ani);
      expect([people(), personOf('a')]).toEqual([[], null]);
      const [kept] = await readContacts();
      expect(kept).toEqual({ ...contact('a', null, EARLY), at: kept?.at });
      await restorePerson(ani);
      expect(people().map(each => ({ ...each, at: '' }))).toEqual([{ ...ani, at: '' }]);
    }));

  test('change after what they were, however the phone’s clock is set', () =>
    phone.on(async () => {
      const future = '2999-01-01T00:00:00.000Z';
      await keepContact(contact('a', 'Ani', future));
      await loadContacts();
      await dropPerson(person('a'));
      expect((await readContacts())[0]?.at).toBe('2999-01-01T00:00:00.001Z');
    }));

  test('are followed while a page shows them', () =>
    phone.on(async () => {
      const read = () =>
        new Promise<string[]>(resolve => {
          const stop = contacts.subscribe(value => {
            if (value?.size) queueMicrotask(() => stop());
            if (value?.size) resolve([...value.keys()]);
          });
        });
      const stop = followContacts();
      await keepContact(contact('a', 'Ani', EARLY));
      expect(await read()).toEqual(['a']);
      stop();
    }));

  test('are in the export, and erased with the rest', () =>
    phone.on(async () => {
      await keepContact(contact('a', 'Ani', EARLY, 'Booth A12'));
      await keepContact(contact(MINE, 'Siti', EARLY));
      const { phone: kept } = await exportData(unheard, 0);
      expect(kept.contacts).toEqual([contact('a', 'Ani', EARLY, 'Booth A12'), contact(MINE, 'Siti', EARLY)]);
      await erasePhone(unheard);
      expect(await readContacts()).toEqual([]);
    }));
});

describe('two phones of one visitor', () => {
  async function joined(old: Contact[], fresh: Contact[]): Promise<Contact[]> {
    const other = new Phone();
    const packed = await phone.on(async () => {
      for (const each of old) await keepContact(each);
      return JSON.stringify(await packParcel(false));
    });
    return other.on(async () => {
      for (const each of fresh) await keepContact(each);
      await joinVisitor({ device_id: 'd', token: 't' }, 'link', readParcel(JSON.parse(packed)));
      return (await readContacts()).sort(byId);
    });
  }

  test('have the cards of both, and of two states of one the later', async () => {
    const old = [
      contact('a', 'Ani', EARLY),
      contact('b', 'Budi baru', LATE),
      contact('c', 'Citra lama', EARLY),
      contact(MINE, 'Siti', LATE),
    ];
    const fresh = [
      contact('b', 'Budi', EARLY),
      contact('c', 'Citra', LATE),
      contact('d', 'Dewi', EARLY),
      contact(MINE, 'S.', EARLY),
    ];
    expect(await joined(old, fresh)).toEqual([
      contact('a', 'Ani', EARLY),
      contact('b', 'Budi baru', LATE),
      contact('c', 'Citra', LATE),
      contact('d', 'Dewi', EARLY),
      contact(MINE, 'Siti', LATE),
    ]);
  });

  test('keep deleted what either deleted last', async () => {
    const old = [contact('a', null, LATE), contact('b', 'Budi', EARLY), contact('c', 'Citra', LATE)];
    const fresh = [contact('a', 'Ani', EARLY), contact('b', null, LATE), contact('c', null, EARLY)];
    expect(await joined(old, fresh)).toEqual([
      contact('a', null, LATE),
      contact('b', null, LATE),
      contact('c', 'Citra', LATE),
    ]);
  });

  test('understand one of an older version, which has no cards', () => {
    expect(readParcel({ prefs: {}, votes: [] }).contacts).toEqual([]);
  });
});
