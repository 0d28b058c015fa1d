import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawQr } from '../../src/components/qr';
import {
  cardLink,
  clean,
  EMPTY,
  LONGEST,
  mailLink,
  phoneLink,
  readCard,
  writeCard,
} from '../../src/pages/contacts/vcard';
import type { Card } from '../../src/shared/personal';

const SITI: Card = {
  name: 'Dr. Siti Rahma, M.Si.',
  organisation: 'Dinas Kesehatan; Kota Semarang',
  role: 'Kepala Bidang',
  email: 'siti@dinkes.example',
  phone: '+62 812-3456-7890',
  website: 'https://dinkes.example/siti?a=1;b=2,3',
};

const lines = (...each: string[]) => ['BEGIN:VCARD', ...each, 'END:VCARD', ''].join('\r\n');

/** Text with what vCards give a meaning, and letters of several octets. */
const wild = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\\', ';', ',', ':', '\r', '\n', '"', '\t', ' ', '\u202e', '😀', 'é', '界'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 200,
});
const cards: fc.Arbitrary<Card> = fc.record({
  name: wild,
  organisation: wild,
  role: wild,
  email: fc.oneof(wild, fc.emailAddress()),
  phone: fc.oneof(wild, fc.constantFrom('0812 3456', 'tel:+62812;ext=5')),
  website: fc.oneof(wild, fc.webUrl({ validSchemes: ['https', 'http'] })),
});

describe('a card', () => {
  test('is written with what it says, and nothing of what it does not', () => {
    expect(writeCard({ ...EMPTY, name: 'Budi' })).toBe(
      lines('VERSION:3.0', 'N:;Budi;;;', 'FN:Budi').replaceAll('\n\n', '\n'),
    );
    expect(writeCard(SITI).split('\r\n').slice(3, 9)).toEqual([
      'FN:Dr. Siti Rahma\\, M.Si.',
      'ORG:Dinas Kesehatan\\; Kota Semarang',
      'TITLE:Kepala Bidang',
      'EMAIL:siti@dinkes.example',
      'TEL:+62 812-3456-7890',
      'URL:https://dinkes.example/siti?a=1;b=2,3',
    ]);
  });

  test('has no line of more than 75 octets, and no character that is broken', () => {
    const long = writeCard({ ...EMPTY, name: '界'.repeat(LONGEST.name), role: '😀'.repeat(LONGEST.role) });
    const parts = long.split('\r\n').map(line => new TextEncoder().encode(line));
    expect(parts.every(part => part.length <= 75)).toBe(true);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    expect(parts.map(part => decoder.decode(part)).join('\r\n')).toBe(long);
  });

  test('is read back as it was written, whatever it says', () => {
    fc.assert(
      fc.property(cards, given => {
        const card = clean(given);
        expect(clean(card)).toEqual(card);
        if (card.name) expect(readCard(writeCard(card))).toEqual(card);
      }),
    );
  });

  test('travels in the part of an address that no server sees', () => {
    const address = cardLink('https://forum.example', SITI);
    expect(new URL(address).pathname + new URL(address).search).toBe('/me/contacts');
    expect([readCard(address), readCard(`${address}\n`), readCard(new URL(address).hash)]).toEqual([
      SITI,
      SITI,
      SITI,
    ]);
  });

  test('fits into a code, however long its fields are', () => {
    const full = clean({
      ...EMPTY,
      name: '界'.repeat(200),
      organisation: '界'.repeat(200),
      role: '界'.repeat(200),
      email: `${'x'.repeat(LONGEST.email - 10)}@a.example`,
      phone: '1'.repeat(LONGEST.phone),
    });
    expect(drawQr(writeCard(full)).size).toBeLessThanOrEqual(177 + 8);
  });
});

describe('what is read', () => {
  test('may be a vCard 4.0 with groups, parameters, lists and folded lines', () => {
    const card = lines(
      'VERSION:4.0',
      'FN;LANGUAGE=id:Siti',
      '  Rahma',
      'ORG:Dinas Kesehatan;Bidang\\; P2P',
      'item1.EMAIL;TYPE="work:main":mailto:siti@dinkes.example',
      'TEL;VALUE=uri;PREF=1:tel:+62-812-3456;ext=7',
      'TEL:021',
      'TITLE:Kepala\\nBidang',
      'URL:https://dinkes.example',
      'PHOTO:https://dinkes.example/siti.jpg',
    );
    expect(readCard(`Halo!\n${card}`)).toEqual({
      name: 'Siti Rahma',
      organisation: 'Dinas Kesehatan, Bidang; P2P',
      role: 'Kepala Bidang',
      email: 'siti@dinkes.example',
      phone: '+62-812-3456',
      website: 'https://dinkes.example',
    });
  });

  test('is named by its parts, or by the organisation, where there is no whole name', () => {
    const named = (...each: string[]) => (readCard(lines('VERSION:3.0', ...each)) as Card).name;
    expect(named('N:Rahma;Siti;;Dr.;M.Si.')).toBe('Dr. Siti Rahma M.Si.');
    expect(named('FN:', 'ORG:Dinas Kesehatan')).toBe('Dinas Kesehatan');
  });

  test('may be a MECARD', () => {
    const text = 'MECARD:N:Rahma,Siti;TEL:0812;EMAIL:siti@a.example;ORG:A\\;B;URL:https\\://a.example/;;';
    expect(readCard(text)).toEqual({
      name: 'Siti Rahma',
      organisation: 'A;B',
      role: '',
      email: 'siti@a.example',
      phone: '0812',
      website: 'https://a.example/',
    });
  });

  test('keeps of addresses only what leads to a call, a letter or a secure page', () => {
    const hostile = lines(
      'FN:<img src=x onerror=alert(1)>',
      'TEL:javascript:alert(1)',
      'EMAIL:a b@c',
      'URL:javascript:alert(1)',
    );
    expect(readCard(hostile)).toEqual({ ...EMPTY, name: '<img src=x onerror=alert(1)>' });
    expect([mailLink('a?bcc=b&x@c.example'), phoneLink('+62 (812) 3-4')]).toEqual([
      'mailto:a%3Fbcc%3Db%26x@c.example',
      'tel:+6281234',
    ]);
  });

  test.each([
    ['https://evil.example/x', 'unknown'],
    ['WIFI:S:forum;;', 'unknown'],
    ['', 'unknown'],
    ['https://forum.example/me/contacts#card=AAAA', 'unknown'],
    [lines('VERSION:3.0', 'TEL:0812'), 'nameless'],
    ['MECARD:TEL:0812;;', 'nameless'],
    [lines('VERSION:3.0', 'FN:Siti', `PHOTO:${'A'.repeat(4096)}`), 'too_long'],
    ['A'.repeat(100_000), 'too_long'],
  ])('says why it is no card: %.30s', (text, fault) => expect(readCard(text)).toBe(fault));

  test('never makes the reader fail, nor take long', () => {
    const pieces = fc.constantFrom(
      'BEGIN:VCARD',
      'END:VCARD',
      'FN',
      'N',
      ':',
      ';',
      '"',
      '\\',
      '\n',
      'MECARD:',
      '#card=',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          wild,
          fc.array(fc.oneof(pieces, wild)).map(each => each.join('')),
        ),
        text => {
          const read = readCard(text);
          expect(typeof read === 'string' || read.name !== '').toBe(true);
        },
      ),
    );
    const began = performance.now();
    for (const filling of ['a', 'a;', '";', '\\', ';"'])
      readCard(`BEGIN:VCARD\n${filling.repeat(2000)}`.slice(0, 4000));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
