import type { Kind } from './kinds';

/** The colours of the drawing, as the canvas wants them. */
export interface Palette {
  readonly outside: string;
  readonly ground: string;
  readonly hall: string;
  readonly room: string;
  readonly service: string;
  readonly back: string;
  readonly wall: string;
  readonly thin: string;
  readonly fixture: string;
  readonly stage: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly soft: string;
  readonly paper: string;
  readonly exit: string;
  readonly free: string;
  readonly freeEdge: string;
  readonly kinds: Readonly<
    Record<Kind, { readonly fill: string; readonly edge: string; readonly letter: string }>
  >;
}

/** Reads a design token's value, such as `#0b5560` for `--sea`. */
export type Token = (name: string) => string;

const channels = (hex: string): number[] => {
  const digits = hex.trim().replace('#', '');
  const full = digits.length === 3 ? [...digits].map(digit => digit + digit).join('') : digits;
  return [0, 2, 4].map(at => Number.parseInt(full.slice(at, at + 2), 16) || 0);
};

/** `share` (0 to 1) of the first colour over the second, both as #rrggbb. */
export function mix(first: string, second: string, share: number): string {
  const below = channels(second);
  const mixed = channels(first).map((value, at) =>
    Math.round(value * share + (below[at] ?? 0) * (1 - share)),
  );
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}

/** How light a colour looks, from 0 to 255. */
const lightness = (hex: string): number =>
  channels(hex).reduce((sum, value, at) => sum + value * ([0.3, 0.59, 0.11][at] ?? 0), 0);

/**
 * The palette of the theme that holds. Floors stand out from what lies around them, rooms from their floor:
 * by day each is lighter than the last, by night too, so the tokens change their places.
 */
export function themed(token: Token): Palette {
  const read = (name: string): string => token(name).trim();
  const [bg, surface, well, sea] = [read('--bg'), read('--surface'), read('--surface-2'), read('--sea')];
  const night = lightness(bg) < 128;
  const [outside, ground, raised] = night ? [bg, surface, well] : [well, bg, surface];
  const kind = (name: string, share: number) => ({
    fill: mix(read(name), surface, share),
    edge: mix(read(name), surface, 0.6),
    letter: read(name),
  });
  return {
    outside,
    ground,
    hall: mix(raised, ground, 0.75),
    room: mix(raised, ground, night ? 0.75 : 1),
    service: mix(read('--sea-soft'), raised, 0.55),
    back: mix(well, ground, night ? 0.4 : 0.7),
    wall: read('--edge'),
    thin: mix(read('--edge'), raised, 0.3),
    fixture: mix(read('--line'), raised, night ? 0.6 : 0.35),
    stage: mix(sea, raised, 0.22),
    ink: read('--ink'),
    muted: read('--ink-2'),
    accent: sea,
    onAccent: read('--on-sea'),
    soft: read('--sea-soft'),
    paper: surface,
    exit: read('--ok'),
    free: mix(well, surface, 0.5),
    freeEdge: mix(read('--edge'), surface, 0.5),
    kinds: {
      N: kind('--track-blue', 0.2),
      P: kind('--ok', 0.2),
      K: kind('--track-olive', 0.24),
      T: kind('--track-plum', 0.17),
      B: kind('--track-violet', 0.18),
      G: kind('--sea', 0.2),
    },
  };
}

/** The palette under forced colours: the system's own, so that what its owner chose holds on the plan too. */
export function forced(): Palette {
  const kind = { fill: 'Canvas', edge: 'CanvasText', letter: 'CanvasText' };
  return {
    outside: 'Canvas',
    ground: 'Canvas',
    hall: 'Canvas',
    room: 'Canvas',
    service: 'Canvas',
    back: 'Canvas',
    wall: 'CanvasText',
    thin: 'GrayText',
    fixture: 'Canvas',
    stage: 'Canvas',
    ink: 'CanvasText',
    muted: 'CanvasText',
    accent: 'Highlight',
    onAccent: 'HighlightText',
    soft: 'Canvas',
    paper: 'Canvas',
    exit: 'LinkText',
    free: 'Canvas',
    freeEdge: 'GrayText',
    kinds: { N: kind, P: kind, K: kind, T: kind, B: kind, G: kind },
  };
}
