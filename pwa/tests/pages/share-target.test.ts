import { describe, expect, test } from 'vitest';
import { askable, sharedText } from '../../src/pages/about/asking';
import { byId, session, snapshot } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;

describe('a text shared into the app', () => {
  test('is one line of title and text, said once', () => {
    expect(sharedText({ title: ' Izin ', text: 'Apakah\n gratis?' })).toBe('Izin: Apakah gratis?');
    expect(sharedText({ title: 'Apakah', text: 'Apakah gratis?' })).toBe('Apakah gratis?');
    expect(sharedText({ title: 'Izin' })).toBe('Izin');
    expect(sharedText({})).toBe('');
  });

  test('is no longer than a question may be', () => {
    expect(sharedText({ text: 'a'.repeat(600) })).toHaveLength(500);
  });
});

describe('the sessions one would ask', () => {
  test('are those that run, have just ended or come soon, the nearest first', () => {
    const store = snapshot({
      sessions: byId(
        session('later', at('13:00'), at('14:00')),
        session('running', at('09:30'), at('11:00')),
        session('ended', at('09:00'), at('09:50')),
        session('long-ago', at('06:00'), at('07:00')),
        session('tomorrow', '2018-11-08T09:00:00+07:00', '2018-11-08T10:00:00+07:00'),
        session('fair', at('08:00'), at('17:00'), { kind: 'exhibition' }),
        session('off', at('10:00'), at('11:00'), { status: 'cancelled' }),
      ),
    });
    const found = askable(store, Date.parse(at('10:00'))).map(({ id }) => id);
    expect(found).toEqual(['running', 'ended', 'later']);
  });
});
