import type { Star } from '../shared/personal';

/** Returns a new random id (RFC 9562, version 4). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // An address without TLS has no `crypto.randomUUID`.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Returns the action by which the server learns of a star. */
export function starAction({ session, starred, at, ...reminder }: Star) {
  const kind = starred ? 'star' : 'unstar';
  return { id: newId(), at, kind, body: { session, ...(starred ? reminder : {}) } };
}
