import { links } from '../../shared/links';
import type { Card } from '../../shared/personal';
import { plainText } from '../../store/plain-text';
import { fromBase64Url, toBase64Url } from '../../store/subscription';
import { escaped, folded } from '../content-lines';

export const EMPTY: Card = { name: '', organisation: '', role: '', email: '', phone: '', website: '' };

/** Characters of each field: so much still makes a code that cameras read. */
export const LONGEST: Record<keyof Card, number> = {
  name: 80,
  organisation: 100,
  role: 80,
  email: 120,
  phone: 40,
  website: 200,
};

/** Octets of what is read: a card with a picture has more, and a code cannot. */
const MOST = 4096;

/** Why a text gives no card. */
export type Fault = 'too_long' | 'unknown' | 'nameless';

const UNPAIRED = /\p{Cs}/gu;
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+$/u;
const PHONE = /^(?=.*\d)[\d\s+().\-/*#]+$/;

function cut(text: string, longest: number): string {
  return Array.from(plainText(text.replace(UNPAIRED, '')))
    .slice(0, longest)
    .join('')
    .trim();
}

/** Returns a text where it has a form, and is no longer than a field may be; a part of it would be a wrong one. */
function whole(text: string, longest: number, hasForm: (text: string) => boolean): string {
  const said = cut(text, longest + 1);
  return said.length <= longest && hasForm(said) ? said : '';
}

function isSecure(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:';
}

/** Returns a card of plain single lines, of which only what can be called, written to or opened is kept as such. */
export function clean(card: Card): Card {
  return {
    name: cut(card.name, LONGEST.name),
    organisation: cut(card.organisation, LONGEST.organisation),
    role: cut(card.role, LONGEST.role),
    email: whole(card.email.replace(/^(\s*mailto:)+/i, ''), LONGEST.email, text => EMAIL.test(text)),
    phone: whole(card.phone.replace(/^(\s*tel:)+|;.*/gis, ''), LONGEST.phone, text => PHONE.test(text)),
    website: whole(card.website, LONGEST.website, isSecure),
  };
}

/**
 * Returns a card as vCard 3.0 (RFC 2426), which every phone's camera knows; the forms of text and line are those
 * of RFC 6350. A name of one piece is a given name: many people here have no family name.
 */
export function writeCard(card: Card): string {
  const said = (name: string, value: string) => (value ? [`${name}:${escaped(value)}`] : []);
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${escaped(card.name)};;;`,
    `FN:${escaped(card.name)}`,
    ...said('ORG', card.organisation),
    ...said('TITLE', card.role),
    ...said('EMAIL', card.email),
    ...said('TEL', card.phone),
    // An address is no text: nothing in it is escaped.
    ...(card.website ? [`URL:${card.website}`] : []),
    'END:VCARD',
  ];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}

/** Returns an address of this app that shows the card; what follows the # never reaches a server. */
export function cardLink(origin: string, card: Card): string {
  const bytes = new TextEncoder().encode(writeCard(card));
  return `${origin}${links.contacts}#card=${toBase64Url(bytes.buffer)}`;
}

/** Returns a value's parts between separators that no backslash protects. */
function parts(value: string, separator: string): string[] {
  const found = [''];
  for (const [piece] of value.matchAll(/\\?./gsu)) {
    if (piece === separator) found.push('');
    else found[found.length - 1] += piece;
  }
  return found;
}

function unescaped(value: string): string {
  return value.replace(/\\(.)/gsu, (_, char: string) => (char === 'n' || char === 'N' ? ' ' : char));
}

function joined(pieces: readonly (string | undefined)[], between: string): string {
  const said = pieces.map(piece => unescaped(piece ?? '').trim());
  return said.filter(Boolean).join(between);
}

/** What a text names, by names in capitals: the first value of each. */
type Values = ReadonlyMap<string, string>;

const PROPERTY = /^(?:[\w-]+\.)?([\w-]+)(;(?:"[^"]*"|[^":])*)?:(.*)$/su;

function valuesOfCard(text: string): Values {
  const found = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/[\r\n]+/)) {
    const [, name = '', parameters = '', value = ''] = PROPERTY.exec(line) ?? [];
    const key = name.toUpperCase();
    if (key === 'END') break;
    // What old phones pack this way is not text as it stands.
    if (value && !found.has(key) && !/quoted-printable/i.test(parameters)) found.set(key, value);
  }
  return found;
}

/** Returns a card of vCard's properties (RFC 6350, section 6). */
function fromCard(values: Values): Card {
  const [family, given, additional, prefix, suffix] = parts(values.get('N') ?? '', ';');
  const organisation = joined(parts(values.get('ORG') ?? '', ';'), ', ');
  const name = joined([prefix, given, additional, family, suffix], ' ');
  return {
    name: unescaped(values.get('FN') ?? '').trim() || name || organisation,
    organisation,
    role: unescaped(values.get('TITLE') ?? values.get('ROLE') ?? ''),
    email: unescaped(values.get('EMAIL') ?? ''),
    phone: unescaped(values.get('TEL') ?? ''),
    website: values.get('URL') ?? '',
  };
}

/** Returns a card of a MECARD, NTT DoCoMo's short form: `MECARD:N:Family,Given;TEL:0812;;`. */
function fromShort(text: string): Card {
  const found = new Map<string, string>();
  for (const field of parts(text, ';')) {
    const [name = '', ...value] = parts(field, ':');
    const key = name.trim().toUpperCase();
    if (!found.has(key)) found.set(key, value.join(':'));
  }
  const organisation = unescaped(found.get('ORG') ?? '');
  return {
    name: joined(parts(found.get('N') ?? '', ',').reverse(), ' ') || organisation,
    organisation,
    role: unescaped(found.get('TITLE') ?? ''),
    email: unescaped(found.get('EMAIL') ?? ''),
    phone: unescaped(found.get('TEL') ?? ''),
    website: unescaped(found.get('URL') ?? ''),
  };
}

/** Returns what the address that `cardLink` makes carries; null for any other text. */
function carried(text: string): string | null {
  const packed = /#card=([\w-]+)\s*$/.exec(text)?.[1];
  if (!packed) return null;
  try {
    return new TextDecoder().decode(fromBase64Url(packed));
  } catch {
    return null;
  }
}

/** Returns the card that a scanned, pasted or linked text holds: the first of a vCard, or a MECARD. */
export function readCard(given: string): Card | Fault {
  // The address around a card is a third longer than the card.
  if (new TextEncoder().encode(given).length > 2 * MOST) return 'too_long';
  const text = carried(given) ?? given;
  if (new TextEncoder().encode(text).length > MOST) return 'too_long';
  const begins = /(?:^|\n)\s*BEGIN:VCARD\s*\n/i.exec(text.replace(/\r\n?/g, '\n'));
  const short = /^\s*MECARD:(.*)$/is.exec(text)?.[1];
  if (!begins && short === undefined) return 'unknown';
  const after = begins ? text.replace(/\r\n?/g, '\n').slice(begins.index + begins[0].length) : '';
  const card = clean(short === undefined ? fromCard(valuesOfCard(after)) : fromShort(short));
  return card.name ? card : 'nameless';
}

/** Returns the address that calls a number. */
export function phoneLink(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`;
}

/** Returns the address that writes to somebody, and can say nothing else. */
export function mailLink(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
}
