import { expect, test } from 'vitest';
import { atDoors } from '../../src/pages/organizer/at-doors';
import { millis } from '../../src/shared/time';
import { byId, session, snapshot } from '../factories';

const at = (time: string, day = '07') => `2018-11-${day}T${time}:00+07:00`;
const slot = (id: string, from: string, to: string, room: string | null, day = '07') =>
  session(id, at(from, day), at(to, day), { room });
const store = snapshot({
  sessions: byId(
    slot('early', '08:00', '09:00', 'merak'),
    slot('running', '09:00', '11:00', 'merak'),
    { ...slot('off', '10:00', '11:00', 'kakatua'), status: 'cancelled' as const },
    slot('soon', '11:00', '12:00', 'kakatua'),
    slot('lunch', '11:00', '12:00', null),
    slot('later', '13:00', '14:00', 'merak'),
    slot('tomorrow', '09:00', '10:00', 'kakatua', '08'),
  ),
});
const ids = (room: string | null, now: string) => atDoors(store, room, millis(now)).map(({ id }) => id);

test('somebody stands at the doors of what runs or begins within the hour', () => {
  expect(ids(null, at('10:00'))).toEqual(['running', 'soon']);
});

test('of one room all that is to come is shown', () => {
  expect(ids('merak', at('10:00'))).toEqual(['running', 'later']);
});

test('before a day begins its first sessions are shown', () => {
  expect(ids(null, at('20:00'))).toEqual(['tomorrow']);
});

test('after the last there is none', () => {
  expect(ids(null, at('20:00', '08'))).toEqual([]);
});
