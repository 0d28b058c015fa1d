import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { sessionFile } from '../../src/pages/calendar/ics';
import { escaped, folded } from '../../src/pages/content-lines';
import { prefs } from '../../src/store/prefs';
import { DEFAULTS } from '../../src/store/stored-prefs';
import { byId, session, snapshot, speaker, text } from '../factories';

const SITE = { origin: 'https://forum.example.org', hostname: 'forum.example.org' };
const NOW = Date.parse('2018-11-06T10:00:00.123Z');

const room = {
  id: 'hall',
  revision: 7,
  basis: 'fact' as const,
  source: [],
  name: text('Aula', 'Hall'),
  floor: null,
  unit_ids: [],
  node_id: null,
  capacity: null,
  kind: 'room',
  step_free: true,
};

const store = snapshot({
  rooms: byId(room),
  speakers: byId(speaker('Sri Mulyani'), { ...speaker('later'), placeholder: true }),
});

const opening = session('opening', '2018-11-07T09:00:00+07:00', '2018-11-07T10:00:00+07:00', {
  room: 'hall',
  revision: 3,
  title: text('Pembukaan, resmi', 'Opening, formally'),
  abstract: text('Satu;\ndua', 'One;\ntwo'),
  speakers: ['Sri Mulyani', 'later'].map(id => ({ speaker: id, role: 'speaker', basis: 'fact' as const })),
});

/** Returns the lines as a calendar reads them, those that were folded joined again. */
function lines(file: string): string[] {
  return file.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
}

beforeEach(() => {
  prefs.value = { ...DEFAULTS, locale: 'en' };
});

describe('a session made into a calendar without the server', () => {
  test('says what the server would, under the same identity, with times in UTC', () => {
    expect(lines(sessionFile(store, opening, SITE, NOW, null))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//IPS Forum companion//Phone//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:opening@forum.example.org',
      'SEQUENCE:7',
      'DTSTAMP:20181106T100000Z',
      'LAST-MODIFIED:20181106T100000Z',
      'DTSTART:20181107T020000Z',
      'DTEND:20181107T030000Z',
      'SUMMARY:Opening\\, formally',
      'LOCATION:Hall',
      'DESCRIPTION:One\\;\\ntwo\\n\\nSpeakers: Sri Mulyani\\n\\nhttps://forum.example.org/agenda/opening',
      'STATUS:CONFIRMED',
      'URL:https://forum.example.org/agenda/opening',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });

  test('says that it is cancelled', () => {
    const file = lines(sessionFile(store, { ...opening, status: 'cancelled' }, SITE, NOW, null));
    expect(file.filter(line => /^(SUMMARY|STATUS)/.test(line))).toEqual([
      'SUMMARY:Cancelled: Opening\\, formally',
      'STATUS:CANCELLED',
    ]);
  });

  test.each([
    ['the phone’s lead before it', 15, '-PT15M'],
    ['at its start', 0, 'PT0M'],
  ])('rings %s', (_, lead, trigger) => {
    expect(lines(sessionFile(store, opening, SITE, NOW, lead)).slice(-7)).toEqual([
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Opening\\, formally',
      `TRIGGER:${trigger}`,
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });

  test('does not ring where it is cancelled', () => {
    const file = sessionFile(store, { ...opening, status: 'cancelled' }, SITE, NOW, 15);
    expect(lines(file)).not.toContain('BEGIN:VALARM');
  });

  test('has no end where it ends as it begins', () => {
    const file = lines(sessionFile(store, { ...opening, end: opening.start }, SITE, NOW, null));
    expect(file.filter(line => line.startsWith('DT'))).toEqual([
      'DTSTAMP:20181106T100000Z',
      'DTSTART:20181107T020000Z',
    ]);
  });

  test('has no line above 75 octets, whatever its title', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), said => {
        const file = sessionFile(store, { ...opening, title: text(said) }, SITE, NOW, null);
        const longest = Math.max(...file.split('\r\n').map(line => encoder.encode(line).length));
        return longest <= 75 && lines(file).length === 18;
      }),
    );
  });
});

test('a folded line is the same line again, and no character is broken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), said => {
      const line = escaped(said);
      const whole = Array.from(folded(line).split('\r\n '), part => new TextEncoder().encode(part));
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      expect(whole.map(part => decoder.decode(part)).join('')).toBe(line);
    }),
  );
});

test('a text keeps its lines and loses what calendars may not hold', () => {
  expect(escaped(' a\\b;c,d\r\ne\rf\tg\u0007\u0000 ')).toBe('a\\\\b\\;c\\,d\\ne\\nf\tg');
});
