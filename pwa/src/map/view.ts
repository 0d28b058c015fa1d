import { type Camera, centredOn, fill, panBy, showing, toPlane, type Window, within, zoomAt } from './camera';
import { type Box, centre, type Point } from './geometry';
import { listen, type Step } from './gestures';
import { gliding, type Motion, thrown } from './motion';
import { MARGIN, type Picture } from './picture';
import type { Scene } from './scene';

/** Where to move: computed only when window and scene are known. */
export type Aim = (camera: Camera, window: Window, scene: Scene) => Camera;

/** What the page wants to know: taps and hovered places in metres, and how far a finger reaches there. */
export interface Ears {
  tap(at: Point, reach: number): void;
  isTarget(at: Point): boolean;
}

/** Half of the 44 px that a finger needs. */
const FINGER = 22;
/** Milliseconds of rest after which the picture is painted sharp again. */
const SETTLE = 140;
const STEP = 96;

export const wholeFloor: Aim = (_camera, window, { plan }) => showing(plan.bounds, window);
export const opening: Aim = (_camera, window, { plan }) => fill(plan.bounds, window);

/** Metres around a place that give it a context. */
const CONTEXT = 7;
/** Pixels per metre at which every booth shows its code and the large ones their name. */
const LEGIBLE = 11;

/** Looks at a place, or at `at` in it, and comes nearer only as far as it takes to read it. */
export const lookAt =
  (box: Box, at: Point = centre(box)): Aim =>
  (camera, window) => {
    const { left, top, right, bottom } = box;
    const around = {
      left: left - CONTEXT,
      top: top - CONTEXT,
      right: right + CONTEXT,
      bottom: bottom + CONTEXT,
    };
    const closest = showing(around, window).scale;
    return centredOn(at, Math.min(Math.max(camera.scale, LEGIBLE), closest), window);
  };

function stepped(camera: Camera, window: Window, move: Exclude<Step, 'all'>): Camera {
  const { padding } = window;
  const middle: Point = [
    (window.width + padding.left - padding.right) / 2,
    (window.height + padding.top - padding.bottom) / 2,
  ];
  if (move === 'in' || move === 'out') return zoomAt(camera, window, middle, move === 'in' ? 1.6 : 1 / 1.6);
  const ways = { left: [STEP, 0], right: [-STEP, 0], up: [0, STEP], down: [0, -STEP] } as const;
  const [dx, dy] = ways[move];
  return panBy(camera, dx, dy);
}

/** Whether the picture painted for one camera can no longer stand in for another. */
export function isOutworn(painted: Camera, camera: Camera): boolean {
  const ratio = camera.scale / painted.scale;
  const moved = Math.max(Math.abs(painted.x - camera.x), Math.abs(painted.y - camera.y)) * camera.scale;
  return ratio < 0.88 || ratio > 1.14 || moved > MARGIN * 0.85;
}

const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * The moving map. The page hands it scenes and places to go to and stays out of its frames: a drag moves the
 * painted canvas by a transform; it is painted anew only when the painted margin is used up, and once at rest.
 */
export class View {
  private window: Window = { width: 0, height: 0, padding: { top: 0, right: 0, bottom: 0, left: 0 } };
  private scene: Scene | null = null;
  private camera: Camera | null = null;
  private painted: Camera | null = null;
  private motion: Motion | null = null;
  private waiting: Aim | null = null;
  private frame = 0;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private stale = true;
  private readonly watching: ResizeObserver;
  private readonly silence: () => void;

  constructor(
    private readonly host: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly picture: Picture,
    private readonly ears: Ears,
  ) {
    // The plan is a widget with keys of its own.
    host.tabIndex = 0;
    this.silence = listen(host, {
      grab: () => this.stop(),
      pan: (dx, dy) => this.camera && this.move(panBy(this.camera, dx, dy)),
      zoom: (at, factor) => this.camera && this.move(zoomAt(this.camera, this.window, at, factor)),
      release: (vx, vy) => this.throw(vx, vy),
      tap: at => this.camera && ears.tap(toPlane(this.camera, this.window, at), FINGER / this.camera.scale),
      doubleTap: at => this.go((camera, window) => zoomAt(camera, window, at, 2)),
      hover: at => this.point(at),
      step: move => this.step(move),
    });
    this.watching = new ResizeObserver(() => this.measure());
    this.watching.observe(host);
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.arrive();
  }

  /** Says how many pixels bars and sheets cover on each side. */
  cover(padding: Window['padding']): void {
    this.window = { ...this.window, padding };
  }

  go(aim: Aim): void {
    if (!this.scene || this.window.width === 0) {
      this.waiting = aim;
      return;
    }
    const from = this.camera;
    const start = from ?? fill(this.scene.plan.bounds, this.window);
    const to = within(this.scene.plan.bounds, aim(start, this.window, this.scene), this.window);
    if (from === null || isCalm()) {
      this.move(to);
      this.repaint();
      return;
    }
    this.motion = gliding(from, to, performance.now());
    this.wake();
  }

  step(move: Step): void {
    this.go(move === 'all' ? wholeFloor : (camera, window) => stepped(camera, window, move));
  }

  focus(): void {
    this.host.focus({ preventScroll: true });
  }

  restyle(): void {
    this.picture.restyle();
    this.repaint();
  }

  close(): void {
    this.silence();
    this.watching.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.settling);
  }

  private measure(): void {
    this.window = { ...this.window, width: this.host.clientWidth, height: this.host.clientHeight };
    this.arrive();
  }

  /** Once scene and window are both known: opens the floor, or goes where it was asked to go meanwhile. */
  private arrive(): void {
    if (!this.scene || this.window.width === 0) return;
    const aim = this.waiting ?? (this.camera ? null : opening);
    this.waiting = null;
    if (aim) this.go(aim);
    else if (this.camera) this.camera = within(this.scene.plan.bounds, this.camera, this.window);
    this.repaint();
  }

  private stop(): void {
    if (!this.motion) return;
    this.motion = null;
    this.repaint();
  }

  private move(camera: Camera): void {
    if (!this.scene) return;
    this.motion = null;
    this.camera = within(this.scene.plan.bounds, camera, this.window);
    this.wake();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.repaint(), SETTLE);
  }

  private throw(vx: number, vy: number): void {
    if (!this.camera || Math.hypot(vx, vy) < 0.15 || isCalm()) return;
    clearTimeout(this.settling);
    this.motion = thrown(this.camera, vx, vy, performance.now());
    this.wake();
  }

  private point(at: Point): void {
    const target = this.camera && this.ears.isTarget(toPlane(this.camera, this.window, at));
    this.host.style.cursor = target ? 'pointer' : 'grab';
  }

  private repaint(): void {
    this.stale = true;
    this.wake();
  }

  private wake(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(now => this.draw(now));
  }

  private draw(now: number): void {
    this.frame = 0;
    if (!this.scene || !this.camera || this.window.width === 0) return;
    if (this.motion) {
      this.camera = within(this.scene.plan.bounds, this.motion.at(now), this.window);
      if (now >= this.motion.until) {
        this.motion = null;
        this.stale = true;
      }
    }
    const { camera } = this;
    if (this.stale || !this.painted || isOutworn(this.painted, camera)) {
      this.picture.paint(this.scene, camera, this.window);
      this.painted = camera;
      this.stale = false;
    }
    const [dx, dy] = [(this.painted.x - camera.x) * camera.scale, (this.painted.y - camera.y) * camera.scale];
    this.canvas.style.transform = `translate3d(${dx}px, ${dy}px, 0) scale(${camera.scale / this.painted.scale})`;
    if (this.motion) this.wake();
  }
}
