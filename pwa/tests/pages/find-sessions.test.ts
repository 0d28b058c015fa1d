import { expect, test } from 'vitest';
import { findSessions } from '../../src/pages/organizer/find-sessions';
import { byId, day, session, snapshot, speaker, text } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const boat = session('boat', at('11:00'), at('12:00'), {
  title: text('Kelas Perahu', 'Boat class'),
  speakers: [{ speaker: 'ani', role: 'speaker', basis: 'fact' }],
});
const opening = session('opening', at('09:00'), at('10:00'), { title: text('Pembukaan', 'Opening') });
const store = snapshot({
  days: byId(day('2018-11-07', 1)),
  sessions: byId(boat, opening),
  speakers: byId({ ...speaker('ani'), name: text('Áni Wijaya') }),
});
const ids = (query: string) => findSessions(store, query).map(each => each.id);

test('sessions are found by every word of the query, in either language and by speaker', () => {
  expect([ids('perahu'), ids('CLASS boat'), ids('ani'), ids('boat ani'), ids('boat budi')]).toEqual([
    ['boat'],
    ['boat'],
    ['boat'],
    ['boat'],
    [],
  ]);
});

test('sessions found come in order of time, and none without a query', () => {
  expect([ids('n'), ids('  ')]).toEqual([['opening', 'boat'], []]);
});
