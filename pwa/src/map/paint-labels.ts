import { type Box, height, overlap, type Point, width } from './geometry';
import { type Form, place, standLabel, type TextLine, wrap } from './labels';
import {
  drawCallout,
  drawLetter,
  drawService,
  drawSign,
  LEADING,
  markReach,
  type Pen,
  type SignLook,
  write,
} from './marks';
import { FADED, floorColour } from './paint-ground';
import type { Area, Line, Spot, Stand } from './plan';
import { type Sign, signOf, URGENCY } from './signs';

/** A label that has found its place. */
interface Mark {
  readonly text?: {
    readonly at: Point;
    readonly lines: readonly TextLine[];
    readonly colour: string;
    readonly halo?: string;
    readonly turned?: boolean;
  };
  readonly sign?: {
    readonly at: Point;
    readonly sign: Sign;
    readonly look: SignLook;
    readonly size?: number;
  };
}

const MAJOR = new Set(['exhibition', 'auditorium', 'conference', 'lobby', 'zone', 'foodservice']);
const UNNAMED = new Set(['elevator', 'stairs', 'escalator', 'ramp', 'void', 'circulation']);
const SIGN = 20;

const onScreen = (pen: Pen, { left, top, right, bottom }: Box): Box => {
  const [x0, y0] = pen.project([left, top]);
  const [x1, y1] = pen.project([right, bottom]);
  return { left: x0, top: y0, right: x1, bottom: y1 };
};

const around = ([x, y]: Point, w: number, h: number): Box => ({
  left: x - w / 2,
  top: y - h / 2,
  right: x + w / 2,
  bottom: y + h / 2,
});

/** The middle of a label moved so that the label stays within the box. */
const held = ([x, y]: Point, box: Box, w: number, h: number): Point => [
  Math.min(Math.max(x, box.left + w / 2), box.right - w / 2),
  Math.min(Math.max(y, box.top + h / 2 + 2), box.bottom - h / 2 - 2),
];

function draw(pen: Pen, { text, sign }: Mark): void {
  const { context, zoom } = pen;
  if (sign) drawSign(pen, sign.at, sign.sign, sign.size ?? SIGN * zoom, sign.look);
  if (!text) return;
  context.save();
  context.translate(...text.at);
  if (text.turned) context.rotate(-Math.PI / 2);
  write(pen, [0, 0], text.lines, text.colour, text.halo ?? null);
  context.restore();
}

const nameOf = (pen: Pen, stand: Stand): string | null =>
  (stand.exhibitor && pen.scene.names.get(stand.exhibitor)) || null;

/** Writes on a booth what can be read there; whether the name of a chosen one still wants a callout. */
function labelStand(pen: Pen, stand: Stand, box: Box): boolean {
  const { context, scene, palette, measure, zoom } = pen;
  const chosen = scene.chosen.has(stand.id);
  const serves = stand.exhibitor !== null && scene.serving.has(stand.exhibitor);
  const mark = serves ? markReach(box) : 0;
  const stated = { name: nameOf(pen, stand), code: stand.code ?? '', letter: stand.kind, mark };
  const label = standLabel(stated, box, measure, zoom);
  const faded = !chosen && scene.matching !== null && !scene.matching.has(stand.id);
  context.globalAlpha = faded ? FADED : 1;
  if (label.detail !== 'none') {
    const own = label.detail === 'letter' && stand.kind ? palette.kinds[stand.kind].letter : palette.ink;
    const colour = chosen ? palette.onAccent : stand.exhibitor ? own : palette.muted;
    write(pen, [(box.left + box.right) / 2, (box.top + box.bottom) / 2], label.lines, colour, null);
  }
  const roomy = label.detail === 'name' && Math.min(width(box), height(box)) > 84 * zoom;
  if (roomy && !chosen && stand.kind) drawLetter(pen, stand.kind, box);
  if (serves) drawService(pen, box);
  context.globalAlpha = 1;
  return chosen && label.detail !== 'name' && (stated.name !== null || label.detail !== 'code');
}

function rank(category: string, sign: string | undefined): number {
  if (category === 'exhibition') return 0.5;
  if (MAJOR.has(category)) return 0;
  const urgency = URGENCY.indexOf(sign ?? '');
  return urgency < 0 ? URGENCY.length + 1 : urgency + 1;
}

const bulk = (pen: Pen, lines: readonly TextLine[]): [number, number] => [
  Math.max(...lines.map(({ text, size, weight }) => pen.measure(text, size, weight))) + 6,
  lines.reduce((sum, line) => sum + line.size * LEADING, 0) + 4,
];

/** A unit's name in the ways it may stand: across in one or two lines, or along a narrow corridor. */
function nameForms(pen: Pen, unit: Area, at: Point, box: Box): Form<Mark>[] {
  const major = MAJOR.has(unit.category);
  const [size, weight] = major ? [13.5 * pen.zoom, 700] : [12 * pen.zoom, 600];
  const words = pen.scene.words(unit.name);
  const colour = pen.scene.chosen.has(unit.id)
    ? pen.palette.accent
    : major
      ? pen.palette.ink
      : pen.palette.muted;
  const halo = pen.scene.chosen.has(unit.id) ? pen.palette.soft : floorColour(unit, pen.palette);
  const toLine = (text: string): TextLine => ({ text, size, weight });
  const across = wrap(words, width(box) - 8, 2, text => pen.measure(text, size, weight))?.map(toLine);
  if (across) {
    const [w, h] = bulk(pen, across);
    // A large room has room to move its name aside; a small one does not.
    const shifts = h > height(box) - 2 ? [] : major ? [0, h, -h, 2 * h] : [0];
    return shifts.map(by => {
      const to = held([at[0], at[1] + by], box, w, h);
      return { what: { text: { at: to, lines: across, colour, halo } }, box: around(to, w, h) };
    });
  }
  const [w, h] = bulk(pen, [toLine(words)]);
  if (w > height(box) || h > width(box)) return [];
  return [
    { what: { text: { at, lines: [toLine(words)], colour, halo, turned: true } }, box: around(at, h, w) },
  ];
}

/** A sign over the name, the sign alone, the name alone: whichever first finds room. */
function unitForms(pen: Pen, unit: Area, spot: Spot | undefined): Form<Mark>[] {
  const box = onScreen(pen, unit.box);
  const at = pen.project(unit.at);
  const names = nameForms(pen, unit, at, box);
  const sign = spot && signOf(spot.category);
  if (!sign) return names;
  const size = SIGN * pen.zoom;
  const look = pen.scene.chosen.has(unit.id) ? 'chosen' : spot.category === 'firstaid' ? 'urgent' : 'quiet';
  const stacked = names.flatMap((form): Form<Mark>[] => {
    const { text } = form.what;
    const high = height(form.box);
    if (!text || text.turned || high + size + 6 > height(box)) return [];
    const what = {
      sign: { at: [at[0], at[1] - high / 2] as const, sign, look } as const,
      text: { ...text, at: [at[0], at[1] + size / 2 + 1] as const },
    };
    return [{ what, box: around(at, Math.max(width(form.box), size), high + size + 4) }];
  });
  const fits = Math.min(width(box), height(box)) >= size * 0.8;
  const alone: Form<Mark> = { what: { sign: { at, sign, look } }, box: around(at, size + 2, size + 2) };
  return [...stacked, ...(fits ? [alone] : names)];
}

/** What fits on a counter or desk: its name, its code, its number, or its sign. */
function kioskForms(pen: Pen, kiosk: Area): Form<Mark>[] {
  const box = onScreen(pen, kiosk.box);
  const at = pen.project(kiosk.at);
  const colour = pen.scene.chosen.has(kiosk.id) ? pen.palette.onAccent : pen.palette.accent;
  const size = 11.5 * pen.zoom;
  const code = kiosk.code ?? '';
  const lines = [pen.scene.words(kiosk.name), code, code.replace(/^\D+/, '')]
    .filter(Boolean)
    .map(words => wrap(words, width(box) - 6, 2, text => pen.measure(text, size, 650)))
    .find(each => each && each.length * size * LEADING <= height(box));
  if (lines)
    return [{ what: { text: { at, lines: lines.map(text => ({ text, size, weight: 650 })), colour } }, box }];
  const sign = signOf(kiosk.category);
  const small = Math.min(width(box), height(box), 20 * pen.zoom);
  return sign && small >= 11 ? [{ what: { sign: { at, sign, look: 'bare', size: small } }, box }] : [];
}

function spotForms(pen: Pen, spot: Spot): Form<Mark>[] {
  const sign = signOf(spot.category);
  const size = SIGN * pen.zoom + 2;
  const at = pen.project(spot.at);
  const look = pen.scene.chosen.has(spot.id) ? 'chosen' : 'quiet';
  return sign ? [{ what: { sign: { at, sign, look } }, box: around(at, size, size) }] : [];
}

/** The entrances' names stand outside, where one comes from; the widest is the main one and named first. */
function entranceForms(pen: Pen): Form<Mark>[][] {
  const { plan, words } = pen.scene;
  const length = ({ ends: [[ax, ay], [bx, by]] }: Line): number => Math.hypot(bx - ax, by - ay);
  const middle = (plan.bounds.top + plan.bounds.bottom) / 2;
  return plan.openings
    .filter(({ category }) => category === 'entrance')
    .sort((a, b) => length(b) - length(a))
    .map(({ name, ends: [[ax, ay], [bx, by]] }): Form<Mark>[] => {
      const [x, y] = pen.project([(ax + bx) / 2, (ay + by) / 2]);
      const size = 12.5 * pen.zoom;
      const at: Point = [x, y + (ay > middle ? size * 1.4 : -size * 1.4)];
      const lines = [{ text: words(name), size, weight: 700 }];
      return [
        {
          what: { text: { at, lines, colour: pen.palette.accent, halo: pen.palette.outside } },
          box: around(at, ...bulk(pen, lines)),
        },
      ];
    });
}

/** Signs that stand in no listed unit, unless a desk of the same name shows them already. */
function freeSpots(pen: Pen): Spot[] {
  const { plan } = pen.scene;
  const desks = new Set(plan.kiosks.map(kiosk => kiosk.name.id));
  return plan.spots.filter(({ unit, name }) => unit === null && !desks.has(name.id));
}

function unitWishes(pen: Pen): Form<Mark>[][] {
  const { plan, chosen } = pen.scene;
  const spotOf = new Map(plan.spots.flatMap(spot => (spot.unit ? [[spot.unit, spot] as const] : [])));
  const units = plan.units
    // Lifts and stairs are told by the sign beside them, and nobody looks for a void by its name.
    .filter(unit => !UNNAMED.has(unit.category))
    .filter(unit => overlap(onScreen(pen, unit.box), pen.frame))
    .map(unit => {
      const spot = spotOf.get(unit.id);
      const order = chosen.has(unit.id) ? -1 : rank(unit.category, spot?.category);
      return { order, forms: unitForms(pen, unit, spot) };
    });
  const spots = freeSpots(pen).map(spot => ({ order: rank('', spot.category), forms: spotForms(pen, spot) }));
  return [...units, ...spots].sort((a, b) => a.order - b.order).map(({ forms }) => forms);
}

/** The names over chosen places in which they do not fit; returns what they cover. */
function callouts(pen: Pen, stands: readonly Stand[]): Box[] {
  const { plan, chosen, words } = pen.scene;
  const tipOf = (area: Area): Point => {
    const box = onScreen(pen, area.box);
    return [(box.left + box.right) / 2, box.top];
  };
  const areas = [...plan.units, ...plan.kiosks.filter(kiosk => kiosk.exhibitor === null)]
    .filter(area => chosen.has(area.id))
    .filter(area => nameForms(pen, area, [0, 0], onScreen(pen, area.box)).length === 0);
  const spots = freeSpots(pen).filter(spot => chosen.has(spot.id));
  return [
    ...stands.map(stand => drawCallout(pen, tipOf(stand), nameOf(pen, stand) ?? stand.code ?? '')),
    ...areas.map(area => drawCallout(pen, tipOf(area), words(area.name))),
    ...spots.map(spot => {
      const [x, y] = pen.project(spot.at);
      return drawCallout(pen, [x, y - SIGN * 0.5 * pen.zoom - 3], words(spot.name));
    }),
  ];
}

/** Writes all that is readable at this zoom, so that no word stands on another. */
export function paintLabels(pen: Pen): void {
  const { context, scene } = pen;
  context.textAlign = 'center';
  context.lineJoin = 'round';
  const seen = scene.plan.stands
    .map(stand => ({ stand, box: onScreen(pen, stand.box) }))
    .filter(({ box }) => overlap(box, pen.frame));
  const wanting = seen.filter(({ stand, box }) => labelStand(pen, stand, box)).map(({ stand }) => stand);
  const kiosks = scene.plan.kiosks.filter(kiosk => overlap(onScreen(pen, kiosk.box), pen.frame));
  const desks = place(
    kiosks.map(kiosk => kioskForms(pen, kiosk)),
    [],
  );
  for (const mark of desks) draw(pen, mark);
  const taken = [
    ...callouts(pen, wanting),
    ...seen.map(({ box }) => box),
    ...kiosks.map(kiosk => onScreen(pen, kiosk.box)),
  ];
  for (const mark of place([...entranceForms(pen), ...unitWishes(pen)], taken)) draw(pen, mark);
}
