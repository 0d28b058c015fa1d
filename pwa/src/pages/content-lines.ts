/** The lines of calendars (RFC 5545) and contact cards (RFC 6350), which are written alike. */

/** No line is longer, in octets (RFC 5545, section 3.1; RFC 6350, section 3.2). */
const LONGEST = 75;
const CONTROL = /(?![\n\t])\p{Cc}/gu;
const encoder = new TextEncoder();

/** Returns a text as a line's value (RFC 5545, section 3.3.11; RFC 6350, section 3.4). */
export function escaped(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(CONTROL, '').trim();
  return plain.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');
}

/** Returns a line broken where it grows too long, and never inside a character. */
export function folded(line: string): string {
  let size = 0;
  return Array.from(line, char => {
    const length = encoder.encode(char).length;
    const isFull = size + length > LONGEST;
    size = (isFull ? 1 : size) + length;
    return isFull ? `\r\n ${char}` : char;
  }).join('');
}
