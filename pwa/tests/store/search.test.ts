import { describe, expect, test } from 'vitest';
import { buildIndex, find, type SearchIndex } from '../../src/store/search/index';
import { excerpt, folded, pieces } from '../../src/store/search/text';
import { byId, session, snapshot, speaker, tag, text } from '../factories';
import { programme, room, track } from '../programme';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const talk = (id: string, more: Parameters<typeof session>[3]) =>
  session(id, at('09:00'), at('10:00'), { title: text(''), abstract: text(''), ...more });

const store = snapshot({
  sessions: byId(
    talk('boat', { title: text('Kelas Perahu: sekolah ikut melaut', 'Boat Class: school goes to sea') }),
    talk('breath', {
      title: text('Alat bantu napas bayi', 'Breathing aid for babies'),
      abstract: text('Sekolah perawat di Banjarmasin', 'A nursing school in Banjarmasin'),
      room: 'merak',
      track: 'better',
      tags: ['health'],
      speakers: [
        { speaker: 'jose', role: 'speaker', basis: 'fact' },
        { speaker: 'soon', role: 'speaker', basis: 'fact' },
      ],
    }),
  ),
  speakers: byId(
    { ...speaker('jose'), name: text('José Núñez'), organisation: text('RSUD Ulin', 'Ulin Hospital') },
    { ...speaker('soon'), name: text('Segera diumumkan', 'To be announced'), placeholder: true },
  ),
  rooms: byId(room('merak', text('Ruang Merak', 'Peacock Room'))),
  tracks: byId(track('better', text('Memperbaiki Layanan', 'Better Services'))),
  tags: byId({ ...tag('health'), name: text('Kesehatan', 'Health') }),
});

const turns = { pause: () => Promise.resolve(), clock: () => 0 };
const index: SearchIndex = await buildIndex(store, turns);
const ids = (query: string) => [...find(index, query).keys()];

describe('search', () => {
  test.each([
    ['perahu', 'Indonesian title'],
    ['boat class', 'English title'],
    ['PERAH', 'beginning of a word'],
    ['perahu sea', 'words of both languages'],
  ])('finds %s by its %s', query => {
    expect(ids(query)).toEqual(['boat']);
  });

  test.each(['jose nunez', 'José', 'rsud', 'hospital', 'merak', 'peacock', 'better', 'kesehatan', 'health'])(
    'finds %s by speaker, organisation, room, track or topic, with accents or without',
    query => {
      expect(ids(query)).toEqual(['breath']);
    },
  );

  test('puts what is in a title before what is in an abstract', () => {
    const found = find(index, 'sekolah');
    expect((found.get('boat')?.score ?? 0) > (found.get('breath')?.score ?? 0)).toBe(true);
    expect(ids('sekolah')).toEqual(['boat', 'breath']);
  });

  test('asks for every word', () => {
    expect(ids('sekolah merak')).toEqual(['breath']);
    expect(ids('perahu merak')).toEqual([]);
  });

  test('takes a word that begins no other for a misspelt one, and no word that does', () => {
    expect(ids('perhau')).toEqual(['boat']);
    expect(ids('kesehatn merak')).toEqual(['breath']);
    expect(ids('school')).toEqual(['boat', 'breath']);
    expect(ids('bayu')).toEqual([]);
  });

  test('finds nothing without words, and no speaker who is only a placeholder', () => {
    expect([ids(''), ids(' – '), ids('diumumkan')]).toEqual([[], [], []]);
  });

  test('tells which of the session’s own words were found', () => {
    expect([...(find(index, 'pera').get('boat')?.terms ?? [])]).toEqual(['perahu']);
    expect([...(find(index, 'nune').get('breath')?.terms ?? [])]).toEqual(['nunez']);
  });

  test('is built in slices that let others have their turn', async () => {
    let time = 0;
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
    };
    const clock = () => {
      time += 1;
      return time;
    };
    const built = await buildIndex(programme(40), { pause, clock });
    expect([built.words.documentCount, pauses]).toEqual([40, 6]);
  });
});

describe('texts', () => {
  test('fold case and accents', () => {
    expect([folded('José'), folded('Jose\u0301'), folded('INOVASI')]).toEqual(['jose', 'jose', 'inovasi']);
  });

  test('come in pieces that mark whole words however they are written', () => {
    const shown = (value: string, ...terms: string[]) =>
      pieces(value, new Set(terms)).map(({ text: part, isHit }) => (isHit ? `[${part}]` : part));
    expect(shown('Jose\u0301 Núñez, Ulin', 'jose', 'ulin')).toEqual(['[Jose\u0301]', ' Núñez, ', '[Ulin]']);
    expect(shown('Perahu', 'pera')).toEqual(['Perahu']);
    expect(shown('', 'x')).toEqual([]);
  });

  test('are cut between words around the first hit', () => {
    const long = `${'awal '.repeat(30)}perahu ${'akhir '.repeat(40)}`.trim();
    const cut = excerpt(long, new Set(['perahu']));
    expect(cut.startsWith('… awal ')).toBe(true);
    expect(cut.endsWith('akhir …')).toBe(true);
    expect(cut.includes(' perahu ')).toBe(true);
    expect(cut.length < 130).toBe(true);
    expect(excerpt('Kelas perahu', new Set(['perahu']))).toBe('Kelas perahu');
  });
});
