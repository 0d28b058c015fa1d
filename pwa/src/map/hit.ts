import { contains, distance, type Point } from './geometry';
import type { FloorPlan } from './plan';

/** What a tap means: a booth, an exhibitor's counter, a room or another facility of the plan. */
export type Hit =
  | { readonly kind: 'booth'; readonly id: string }
  | { readonly kind: 'counter'; readonly exhibitor: string }
  | { readonly kind: 'unit'; readonly id: string };

/** Walking areas are ground, not places: a tap on them closes what is open. */
const GROUND = new Set(['walkway', 'circulation', 'void', 'nonpublic']);

function nearest<T>(things: readonly T[], metres: (thing: T) => number, reach: number): T | null {
  let best: T | null = null;
  let least = reach;
  for (const thing of things) {
    const far = metres(thing);
    if (far <= least && (best === null || far < least)) {
      best = thing;
      least = far;
    }
  }
  return best;
}

/** What lies under a finger at `point`, looking `reach` metres around it; nearest first, booths before rooms. */
export function hitAt(plan: FloorPlan, point: Point, reach: number): Hit | null {
  const counters = plan.kiosks.filter(kiosk => kiosk.exhibitor !== null);
  const touched = nearest([...plan.stands, ...counters], area => distance(area.ring, point), reach);
  if (touched) {
    const isCounter = counters.includes(touched) && touched.exhibitor !== null;
    return isCounter && touched.exhibitor
      ? { kind: 'counter', exhibitor: touched.exhibitor }
      : { kind: 'booth', id: touched.id };
  }
  const kiosk = nearest(plan.kiosks, area => distance(area.ring, point), reach / 2);
  if (kiosk) return { kind: 'unit', id: kiosk.id };
  const spot = nearest(
    plan.spots.filter(({ unit }) => unit === null),
    ({ at }) => Math.hypot(at[0] - point[0], at[1] - point[1]),
    reach,
  );
  if (spot) return { kind: 'unit', id: spot.id };
  // The last drawn lies on top: a zone in a hall comes after the hall.
  const unit = [...plan.units].reverse().find(area => contains(area.ring, point));
  return unit && !GROUND.has(unit.category) ? { kind: 'unit', id: unit.id } : null;
}
