import { between, type Camera, panBy } from './camera';

/** A movement in time: the camera at a moment, and the moment of rest, both in milliseconds. */
export interface Motion {
  readonly at: (now: number) => Camera;
  readonly until: number;
}

const GLIDE = 320;
/** A throw's speed falls to a third in this many milliseconds. */
const FRICTION = 325;

const ease = (share: number): number => 1 - (1 - share) ** 3;

/** A way from one camera to another that starts at once and arrives softly. */
export const gliding = (from: Camera, to: Camera, now: number): Motion => ({
  at: time => between(from, to, ease(Math.min(1, Math.max(0, (time - now) / GLIDE)))),
  until: now + GLIDE,
});

/** A throw with a speed in pixels per millisecond, ended by friction. */
export const thrown = (from: Camera, vx: number, vy: number, now: number): Motion => ({
  at: time => {
    const way = FRICTION * (1 - Math.exp(-Math.max(0, time - now) / FRICTION));
    return panBy(from, vx * way, vy * way);
  },
  until: now + 4 * FRICTION,
});
