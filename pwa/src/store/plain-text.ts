/** Line breaks, tabs, control characters: what a text of one line has no place for. */
const BREAKS = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** What turns the direction of the text after it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** Returns what was typed or pasted as one line of plain text, as the server takes it. */
export function plainText(typed: string): string {
  return typed.replace(TURNING, '').replace(BREAKS, ' ').trim();
}

/** Returns how many characters a text has, as people and the server count them: an emoji is not two. */
export function lengthOf(text: string): number {
  return [...text].length;
}
