import { type Box, type Point, width } from './geometry';
import type { Kind } from './kinds';
import type { Measure, TextLine } from './labels';
import type { Palette } from './palette';
import type { Scene } from './scene';
import type { Sign } from './signs';

/** What is needed to write on the screen's pixels over a painted floor. */
export interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly scene: Scene;
  readonly palette: Palette;
  readonly measure: Measure;
  /** The text size the phone's owner chose, 1 for 16 px. */
  readonly zoom: number;
  readonly project: (point: Point) => Point;
  /** What can be seen. */
  readonly frame: Box;
}

export const FAMILY = '"Plus Jakarta Sans", system-ui, sans-serif';
export const LEADING = 1.22;

/** Draws the outline of a box with round corners; phones of 2021 have no `roundRect`. */
function roundBox(
  context: CanvasRenderingContext2D,
  { left, top, right, bottom }: Box,
  radius: number,
): void {
  context.beginPath();
  context.moveTo(left + radius, top);
  context.arcTo(right, top, right, bottom, radius);
  context.arcTo(right, bottom, left, bottom, radius);
  context.arcTo(left, bottom, left, top, radius);
  context.arcTo(left, top, right, top, radius);
  context.closePath();
}

/** Writes lines centred on a point, with a halo where they stand on more than one colour. */
export function write(
  pen: Pen,
  [x, y]: Point,
  lines: readonly TextLine[],
  colour: string,
  halo: string | null,
): void {
  const { context } = pen;
  const total = lines.reduce((sum, line) => sum + line.size * LEADING, 0);
  let top = y - total / 2;
  for (const { text, size, weight } of lines) {
    context.font = `${weight} ${size}px ${FAMILY}`;
    const baseline = top + size * LEADING * 0.5 + size * 0.36;
    if (halo) {
      context.lineWidth = 3.5;
      context.strokeStyle = halo;
      context.strokeText(text, x, baseline);
    }
    context.fillStyle = colour;
    context.fillText(text, x, baseline);
    top += size * LEADING;
  }
}

/** On a tile of its own, filled where it is urgent or chosen, or bare on a desk that is tile enough. */
export type SignLook = 'quiet' | 'urgent' | 'chosen' | 'bare';

/** Draws a pictogram. */
export function drawSign(pen: Pen, [x, y]: Point, sign: Sign, size: number, look: SignLook): void {
  const { context, palette } = pen;
  const half = size / 2;
  if (look !== 'bare') {
    roundBox(context, { left: x - half, top: y - half, right: x + half, bottom: y + half }, size * 0.3);
    context.fillStyle = { quiet: palette.paper, urgent: palette.exit, chosen: palette.accent }[look];
    context.fill();
    context.strokeStyle = look === 'quiet' ? palette.freeEdge : palette.paper;
    context.lineWidth = 1;
    context.stroke();
  }
  context.save();
  context.translate(x - half + size * 0.12, y - half + size * 0.12);
  context.scale((size * 0.76) / 24, (size * 0.76) / 24);
  const colour = look === 'quiet' || look === 'bare' ? palette.accent : palette.paper;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.stroke(new Path2D(sign.strokes));
  if (sign.fills) context.fill(new Path2D(sign.fills));
  context.restore();
}

const markRadius = (box: Box): number => Math.min(7, Math.max(3, width(box) * 0.17));

/** How far the service mark reaches into a booth from its corner. */
export const markReach = (box: Box): number => markRadius(box) * 1.2;

/** Draws the cross that says "a service on the spot" on a booth's upper right corner. */
export function drawService({ context, palette }: Pen, box: Box): void {
  const radius = markRadius(box);
  const [x, y] = [box.right - radius * 0.4, box.top + radius * 0.4];
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fillStyle = palette.accent;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = palette.paper;
  context.stroke();
  if (radius < 4) return;
  context.beginPath();
  context.moveTo(x - radius * 0.48, y);
  context.lineTo(x + radius * 0.48, y);
  context.moveTo(x, y - radius * 0.48);
  context.lineTo(x, y + radius * 0.48);
  context.strokeStyle = palette.onAccent;
  context.lineWidth = radius * 0.27;
  context.stroke();
}

/** Draws a kind's letter in a booth's upper left corner. */
export function drawLetter(pen: Pen, kind: Kind, { left, top }: Box): void {
  const { context, palette, zoom } = pen;
  const size = 16 * zoom;
  const box = { left: left + 6, top: top + 6, right: left + 6 + size, bottom: top + 6 + size };
  roundBox(context, box, 4);
  context.fillStyle = palette.paper;
  context.fill();
  const line = { text: kind, size: 10.5 * zoom, weight: 750 };
  write(
    pen,
    [(box.left + box.right) / 2, (box.top + box.bottom) / 2],
    [line],
    palette.kinds[kind].letter,
    null,
  );
}

/** Draws the name of a chosen place above it, with a tail to `tip`, and returns what it covers. */
export function drawCallout(pen: Pen, [x, tip]: Point, words: string): Box {
  const { context, palette, measure, zoom } = pen;
  const size = 14 * zoom;
  const half = measure(words, size, 750) / 2 + 14;
  const box = { left: x - half, top: tip - 27 - size, right: x + half, bottom: tip - 9 };
  roundBox(context, box, (box.bottom - box.top) / 2);
  context.moveTo(x - 7, box.bottom - 1);
  context.lineTo(x, tip - 2);
  context.lineTo(x + 7, box.bottom - 1);
  context.closePath();
  context.lineWidth = 5;
  context.strokeStyle = palette.paper;
  context.stroke();
  context.fillStyle = palette.accent;
  context.fill();
  const line = { text: words, size, weight: 750 };
  write(pen, [x, (box.top + box.bottom) / 2], [line], palette.onAccent, null);
  return { ...box, bottom: tip };
}
