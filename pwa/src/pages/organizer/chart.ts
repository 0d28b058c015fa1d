import type { TimelineMinute } from '../../api/announcements';
import { millis } from '../../shared/time';

const MINUTE = 60_000;

export const SERIES = ['accepted', 'shown', 'opened'] as const;
export type Series = (typeof SERIES)[number];

/** A moment, in milliseconds since 1970, and all that had happened until then. */
export type Point = Record<Series, number> & { at: number };

/** Returns what had happened by the end of each minute, from nothing at the first one's start. */
export function cumulated(timeline: readonly TimelineMinute[]): Point[] {
  const minutes = [...timeline].sort((a, b) => millis(a.at) - millis(b.at));
  const first = minutes[0];
  if (!first) return [];
  const points: Point[] = [{ at: millis(first.at), accepted: 0, shown: 0, opened: 0 }];
  for (const minute of minutes) {
    const last = points[points.length - 1] as Point;
    points.push({
      at: millis(minute.at) + MINUTE,
      accepted: last.accepted + minute.accepted,
      shown: last.shown + minute.shown,
      opened: last.opened + minute.opened,
    });
  }
  return points;
}

/** Returns the end of an axis that holds `highest`: 1, 2 or 5 times a power of ten. */
export function axisEnd(highest: number): number {
  if (highest <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 5, 10].find(each => each * power >= highest) ?? 10;
  return step * power;
}

/** Returns a series as the `points` of an SVG polyline within `width` by `height`, zero at the bottom. */
export function polyline(
  points: readonly Point[],
  series: Series,
  { width, height, top }: { width: number; height: number; top: number },
): string {
  const start = points[0]?.at ?? 0;
  const length = (points.at(-1)?.at ?? 0) - start || 1;
  const rounded = (n: number) => Math.round(n * 10) / 10;
  return points
    .map(
      point =>
        `${rounded(((point.at - start) / length) * width)},${rounded(height - (point[series] / top) * height)}`,
    )
    .join(' ');
}
