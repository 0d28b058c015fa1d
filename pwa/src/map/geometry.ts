/** A place in the drawing plane: metres east and metres *down*, so that screens need no flip. */
export type Point = readonly [x: number, y: number];

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const boxAround = (points: readonly Point[]): Box => ({
  left: Math.min(...points.map(([x]) => x)),
  top: Math.min(...points.map(([, y]) => y)),
  right: Math.max(...points.map(([x]) => x)),
  bottom: Math.max(...points.map(([, y]) => y)),
});

export const width = (box: Box): number => box.right - box.left;
export const height = (box: Box): number => box.bottom - box.top;
export const centre = (box: Box): Point => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const union = (boxes: readonly Box[]): Box =>
  boxAround(
    boxes.flatMap(({ left, top, right, bottom }): Point[] => [
      [left, top],
      [right, bottom],
    ]),
  );

/** The pairs of neighbouring corners, the last joined to the first. */
export function edgesOf(ring: readonly Point[]): [Point, Point][] {
  return ring.flatMap((from, index): [Point, Point][] => {
    const to = ring[(index + 1) % ring.length];
    return to && (from[0] !== to[0] || from[1] !== to[1]) ? [[from, to]] : [];
  });
}

/** Whether the ring holds the point, by the even-odd rule. */
export function contains(ring: readonly Point[], [x, y]: Point): boolean {
  return edgesOf(ring).reduce((inside, [[ax, ay], [bx, by]]) => {
    const crosses = ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
    return crosses ? !inside : inside;
  }, false);
}

export function distanceToEdge([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along =
    length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

/** Metres from the point to the ring, 0 inside it. */
export const distance = (ring: readonly Point[], point: Point): number =>
  contains(ring, point) ? 0 : Math.min(...edgesOf(ring).map(([from, to]) => distanceToEdge(from, to, point)));

/** The part of the edge between two shares of its length. */
const between = ([ax, ay]: Point, [bx, by]: Point, start: number, end: number): [Point, Point] => [
  [ax + (bx - ax) * start, ay + (by - ay) * start],
  [ax + (bx - ax) * end, ay + (by - ay) * end],
];

/** What is left of a wall's edge once the openings that lie on it are cut out; `slack` in metres. */
export function cutOpenings(
  edge: readonly [Point, Point],
  openings: readonly (readonly [Point, Point])[],
  slack = 0.15,
): [Point, Point][] {
  const [from, to] = edge;
  const squared = (to[0] - from[0]) ** 2 + (to[1] - from[1]) ** 2;
  const share = ([x, y]: Point): number =>
    ((x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1])) / squared;
  const offLine = ([x, y]: Point): number =>
    Math.abs((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0])) / Math.sqrt(squared);
  const gaps = openings
    .filter(ends => ends.every(end => offLine(end) <= slack))
    .map(([a, b]): [number, number] => [Math.min(share(a), share(b)), Math.max(share(a), share(b))])
    .filter(([start, end]) => end > 0 && start < 1)
    .sort(([a], [b]) => a - b);
  const kept: [Point, Point][] = [];
  let reached = 0;
  for (const [start, end] of gaps) {
    if (start > reached) kept.push(between(from, to, reached, start));
    reached = Math.max(reached, end);
  }
  if (reached < 1) kept.push(between(from, to, reached, 1));
  return kept;
}

/** The convex ring moved inwards by `by` metres; a ring too small for it comes back as it was. */
export function inset(ring: readonly Point[], by: number): Point[] {
  const { left, top, right, bottom } = boxAround(ring);
  if (right - left <= 2 * by || bottom - top <= 2 * by) return [...ring];
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  return ring.map(([x, y]) => [
    cx + ((x - cx) * (right - left - 2 * by)) / (right - left),
    cy + ((y - cy) * (bottom - top - 2 * by)) / (bottom - top),
  ]);
}
