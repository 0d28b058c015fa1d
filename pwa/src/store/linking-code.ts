/** Crockford's base32: no I, L, O and U, which are misread or misheard. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HALF = 6;
const LENGTH = 2 * HALF;
const GROUP = 4;
const MISREAD: Record<string, string> = { O: '0', I: '1', L: '1' };

/** Returns a new random code; its first half finds the offer, its second is the secret of the two phones. */
export function newCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, byte => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Returns what the server may know of a code: by it the offer is found. */
export function lookupOf(code: string): string {
  return code.slice(0, HALF);
}

/** Returns what only the two phones know of a code. */
export function secretOf(code: string): string {
  return code.slice(HALF);
}

/** Returns a code as typed, whatever its case and separators, null while it is none. */
export function readCode(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/[OIL]/g, each => MISREAD[each] ?? each);
  return plain.length === LENGTH && [...plain].every(each => ALPHABET.includes(each)) ? plain : null;
}

/** Returns a code in groups that are easily read and typed. */
export function groupsOf(code: string): string[] {
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
}

/** Returns the code of a scanned link's fragment, null where there is none. */
export function codeIn(fragment: string): string | null {
  const found = /^#(?:.*&)?code=([\w-]+)/.exec(fragment)?.[1];
  return found ? readCode(found) : null;
}
