import type { Palette } from './palette';
import type { Paths } from './paths';
import type { Area, Stand } from './plan';
import type { Scene } from './scene';

/** A stroke's width in metres for a width in pixels: the plane is scaled, its lines are not. */
type Metres = (pixels: number) => number;

interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly scene: Scene;
  readonly paths: Paths;
  readonly palette: Palette;
  readonly metres: Metres;
  readonly scale: number;
}

const SERVICE = new Set(['restroom', 'prayer', 'firstaid', 'room']);
const BACK = new Set(['office', 'lounge', 'foodservice']);
const ROOM = new Set(['conference', 'auditorium']);
/** Kiosks that one comes across rather than looks for. */
const QUIET = new Set(['meeting', 'foodservice']);
const STEPS = new Set(['stairs', 'escalator', 'elevator', 'ramp']);

/** The colour a unit is laid out with, which its name needs around its letters. */
export function floorColour({ category }: Area, palette: Palette): string {
  if (category === 'exhibition') return palette.hall;
  if (ROOM.has(category)) return palette.room;
  if (SERVICE.has(category)) return palette.service;
  if (BACK.has(category)) return palette.back;
  if (STEPS.has(category)) return palette.fixture;
  if (category === 'nonpublic' || category === 'void') return palette.outside;
  return palette.ground;
}

function stroke({ context, metres }: Brush, path: Path2D, colour: string, pixels: number): void {
  context.strokeStyle = colour;
  context.lineWidth = metres(pixels);
  context.stroke(path);
}

function paintUnit(brush: Brush, unit: Area): void {
  const { context, palette, paths, scene } = brush;
  const path = paths.areas.get(unit.id);
  if (!path) return;
  const chosen = scene.chosen.has(unit.id);
  const isZone = unit.category === 'zone';
  context.fillStyle = chosen || isZone ? palette.soft : floorColour(unit, palette);
  context.globalAlpha = isZone && !chosen ? 0.45 : 1;
  context.fill(path);
  context.globalAlpha = 1;
  if (STEPS.has(unit.category)) stroke(brush, path, palette.wall, 0.75);
  if (!isZone) return;
  context.setLineDash([0.9, 0.7]);
  stroke(brush, path, palette.accent, 1);
  context.setLineDash([]);
}

function paintFixtures(brush: Brush): void {
  const { context, palette, paths, scene, scale } = brush;
  for (const fixture of scene.plan.fixtures) {
    const path = paths.areas.get(fixture.id);
    if (!path) continue;
    context.fillStyle = fixture.category === 'stage' ? palette.stage : palette.fixture;
    context.fill(path);
  }
  if (scale > 3) {
    stroke(brush, paths.rows, palette.thin, 1);
    stroke(brush, paths.treads, palette.wall, 0.6);
  }
}

/** Walls grow with the plan, between a line one can see and one that leaves room for what is in the room. */
export const wallWidth = (scale: number): number => Math.min(Math.max(scale * 0.34, 1.4), 4.5);

function paintWalls(brush: Brush): void {
  const { context, palette, paths, scale, scene } = brush;
  context.lineCap = 'round';
  stroke(brush, paths.walls, palette.wall, wallWidth(scale));
  stroke(brush, paths.doors, palette.thin, Math.max(1, wallWidth(scale) * 0.4));
  stroke(brush, paths.entrances, palette.accent, wallWidth(scale) * 1.3);
  stroke(brush, paths.exits, palette.exit, wallWidth(scale) * 1.2);
  context.lineCap = 'butt';
  for (const unit of scene.plan.units) {
    const path = scene.chosen.has(unit.id) && paths.areas.get(unit.id);
    if (path) stroke(brush, path, palette.accent, 3);
  }
}

function paintKiosk(brush: Brush, kiosk: Area): void {
  const { context, palette, paths, scene } = brush;
  const path = paths.areas.get(kiosk.id);
  if (!path) return;
  const chosen = scene.chosen.has(kiosk.id);
  const faded = kiosk.exhibitor !== null && isFaded(scene, kiosk.exhibitor);
  context.globalAlpha = faded ? 0.35 : 1;
  context.fillStyle = chosen ? palette.accent : kiosk.exhibitor ? palette.soft : palette.paper;
  context.fill(path);
  const edge = QUIET.has(kiosk.category) ? palette.wall : palette.accent;
  stroke(brush, path, chosen ? palette.paper : edge, chosen ? 2 : 1);
  context.globalAlpha = 1;
}

/** A counter fades with its exhibitor's booth. */
function isFaded({ plan, matching }: Scene, exhibitor: string): boolean {
  return (
    matching !== null && !plan.stands.some(stand => stand.exhibitor === exhibitor && matching.has(stand.id))
  );
}

export const FADED = 0.3;

function paintStand(brush: Brush, stand: Stand): void {
  const { context, palette, paths, scene } = brush;
  const path = paths.areas.get(stand.id);
  if (!path) return;
  const colours = stand.kind && stand.exhibitor ? palette.kinds[stand.kind] : null;
  if (scene.chosen.has(stand.id)) {
    context.fillStyle = palette.accent;
    stroke(brush, path, palette.paper, 6);
    context.fill(path);
    return;
  }
  context.globalAlpha = scene.matching && !scene.matching.has(stand.id) ? FADED : 1;
  context.fillStyle = colours?.fill ?? palette.free;
  context.fill(path);
  stroke(brush, path, colours?.edge ?? palette.freeEdge, 1);
  context.globalAlpha = 1;
}

/** Paints the floor without words, in metres: the context is already moved and scaled to the camera. */
export function paintGround(
  context: CanvasRenderingContext2D,
  scene: Scene,
  paths: Paths,
  palette: Palette,
  scale: number,
): void {
  const brush: Brush = { context, scene, paths, palette, scale, metres: pixels => pixels / scale };
  context.lineJoin = 'round';
  context.fillStyle = palette.ground;
  context.fill(paths.outline);
  for (const unit of scene.plan.units) paintUnit(brush, unit);
  paintFixtures(brush);
  paintWalls(brush);
  for (const kiosk of scene.plan.kiosks) paintKiosk(brush, kiosk);
  for (const stand of scene.plan.stands) if (!scene.chosen.has(stand.id)) paintStand(brush, stand);
  for (const stand of scene.plan.stands) if (scene.chosen.has(stand.id)) paintStand(brush, stand);
}
