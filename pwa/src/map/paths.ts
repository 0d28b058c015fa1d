import { boxAround, edgesOf, height, inset, type Point, width } from './geometry';
import type { Area, FloorPlan } from './plan';

/** A plan's shapes as paths in metres, made once so that a frame only fills and strokes them. */
export interface Paths {
  readonly outline: Path2D;
  readonly walls: Path2D;
  readonly rows: Path2D;
  readonly treads: Path2D;
  readonly doors: Path2D;
  readonly entrances: Path2D;
  readonly exits: Path2D;
  readonly areas: ReadonlyMap<string, Path2D>;
}

/** The ring as a closed path whose corners are rounded by `radius` metres. */
function rounded(ring: readonly Point[], radius: number): Path2D {
  const path = new Path2D();
  const edges = edgesOf(ring);
  const last = edges.at(-1);
  if (!last) return path;
  path.moveTo((last[0][0] + last[1][0]) / 2, (last[0][1] + last[1][1]) / 2);
  for (const [corner, next] of edges)
    path.arcTo(...corner, (corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2, radius);
  path.closePath();
  return path;
}

const segments = (lines: Iterable<readonly [Point, Point]>): Path2D => {
  const path = new Path2D();
  for (const [from, to] of lines) {
    path.moveTo(...from);
    path.lineTo(...to);
  }
  return path;
};

/** Lines across the area's box every `step` metres, along its longer or its shorter side. */
function hatch(area: Area, step: number, across: 'long' | 'short'): [Point, Point][] {
  const { left, top, right, bottom } = area.box;
  const lying = width(area.box) >= height(area.box);
  const upright = across === 'short' ? lying : !lying;
  const length = upright ? right - left : bottom - top;
  return Array.from({ length: Math.max(0, Math.ceil(length / step) - 1) }, (_, index): [Point, Point] => {
    const at = (index + 1) * step;
    return upright
      ? [
          [left + at, top],
          [left + at, bottom],
        ]
      : [
          [left, top + at],
          [right, top + at],
        ];
  });
}

const rows = (area: Area): [Point, Point][] =>
  hatch(area, 1.2, width(area.box) >= height(area.box) ? 'long' : 'short').map(([[ax, ay], [bx, by]]) => [
    [ax + 0.5, ay],
    [bx - 0.5, by],
  ]);

/** Returns the plan's paths; booths stand a hand's breadth apart so that each is seen as its own. */
export function pathsOf(plan: FloorPlan): Paths {
  const outline = new Path2D();
  for (const ring of plan.outline) outline.addPath(rounded(ring, 0.4));
  const areas = new Map<string, Path2D>();
  for (const area of [...plan.units, ...plan.fixtures, ...plan.kiosks])
    areas.set(area.id, rounded(area.ring, 0.25));
  for (const zone of plan.units.filter(unit => unit.category === 'zone'))
    areas.set(zone.id, rounded(zone.ring, 1));
  for (const stand of plan.stands) areas.set(stand.id, rounded(inset(stand.ring, 0.14), cornerOf(stand)));
  const openings = (categories: readonly string[]) =>
    segments(plan.openings.filter(({ category }) => categories.includes(category)).map(({ ends }) => ends));
  const of = (areas: readonly Area[], categories: readonly string[]) =>
    areas.filter(({ category }) => categories.includes(category));
  return {
    outline,
    walls: segments(plan.walls),
    rows: segments(of(plan.fixtures, ['seating']).flatMap(rows)),
    treads: segments(of(plan.units, ['stairs', 'escalator']).flatMap(area => hatch(area, 0.6, 'short'))),
    doors: openings(['door']),
    entrances: openings(['entrance']),
    exits: openings(['emergencyexit']),
    areas,
  };
}

function cornerOf(area: Area): number {
  const box = boxAround(area.ring);
  return Math.min(width(box), height(box)) * 0.13;
}
