import { type Box, height, overlap, width } from './geometry';

/** Measures a line of text in CSS pixels at a size and weight. */
export type Measure = (text: string, size: number, weight: number) => number;

export interface TextLine {
  readonly text: string;
  readonly size: number;
  readonly weight: number;
}

/** What stands on a booth: nothing, its kind's letter, its code, or name over code. */
export type StandLabel =
  | { readonly detail: 'none' }
  | { readonly detail: 'letter' | 'code' | 'name'; readonly lines: readonly TextLine[] };

const INNER = 6;
const LEADING = 1.22;

/** The words broken into at most `most` lines no wider than `room`; null if they do not fit. */
export function wrap(
  words: string,
  room: number,
  most: number,
  width: (text: string) => number,
): string[] | null {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && width(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= most && lines.every(line => width(line) <= room) ? lines : null;
}

const blockHeight = (lines: readonly TextLine[]): number =>
  lines.reduce((sum, line) => sum + line.size * LEADING, 0);

function named(
  stand: Stated & { name: string },
  box: Box,
  measure: Measure,
  zoom: number,
): TextLine[] | null {
  const { name, code, mark = 0 } = stand;
  for (const size of [15, 13.5, 12, 11].map(points => points * zoom)) {
    const measured = (text: string): number => measure(text, size, 750);
    const lines = wrap(name, width(box) - INNER * 2, 2, measured);
    const first = lines?.[0];
    if (!lines || first === undefined) continue;
    const block = [
      ...lines.map(text => ({ text, size, weight: 750 })),
      { text: code, size: Math.max(11 * zoom, size * 0.8), weight: 600 },
    ];
    // A first line that reaches the corner has to stay below its mark.
    const reaches = measured(first) / 2 > width(box) / 2 - mark;
    if (blockHeight(block) <= height(box) - INNER - (reaches ? 2 * mark : 0)) return block;
  }
  return null;
}

/** What a booth may have written on it; `mark` is how many pixels a mark takes on its upper corner. */
interface Stated {
  readonly name: string | null;
  readonly code: string;
  readonly letter: string | null;
  readonly mark?: number;
}

/**
 * The most that can be read in a booth's box on the screen: from its letter over its code to name and code.
 * `zoom` is the text size the phone's owner chose, 1 for 16 px.
 */
export function standLabel(stand: Stated, box: Box, measure: Measure, zoom = 1): StandLabel {
  const block = stand.name && named({ ...stand, name: stand.name }, box, measure, zoom);
  if (block) return { detail: 'name', lines: block };
  for (const size of [12.5, 11, 9.5].map(points => points * zoom)) {
    const fits = measure(stand.code, size, 700) <= width(box) - 5 && size * LEADING <= height(box) - 2;
    if (fits) return { detail: 'code', lines: [{ text: stand.code, size, weight: 700 }] };
  }
  const small = Math.min(width(box), height(box));
  if (stand.letter && small >= 12 * zoom)
    return {
      detail: 'letter',
      lines: [{ text: stand.letter, size: Math.min(10 * zoom, small * 0.72), weight: 750 }],
    };
  return { detail: 'none' };
}

/** One way to draw a label and the room it takes on the screen. */
export interface Form<T> {
  readonly what: T;
  readonly box: Box;
}

/** For each label in order its first form that stays clear of what is taken and of the labels before it. */
export function place<T>(wishes: readonly (readonly Form<T>[])[], taken: readonly Box[]): T[] {
  const boxes = [...taken];
  return wishes.flatMap(forms => {
    const granted = forms.find(form => !boxes.some(other => overlap(form.box, other)));
    if (!granted) return [];
    boxes.push(granted.box);
    return [granted.what];
  });
}
