import type { Point } from './geometry';

/** What fingers, wheel and keys ask of the map; places are pixels from the host's upper left corner. */
export interface Wishes {
  grab(): void;
  pan(dx: number, dy: number): void;
  zoom(at: Point, factor: number): void;
  /** The fingers are gone; the speed in pixels per millisecond is 0 unless they threw. */
  release(vx: number, vy: number): void;
  tap(at: Point): void;
  doubleTap(at: Point): void;
  hover(at: Point): void;
  /** A key that stands for a step of zoom or of movement in steps, or for the whole floor. */
  step(move: Step): void;
}

export type Step = 'in' | 'out' | 'left' | 'right' | 'up' | 'down' | 'all';

const KEYS: Readonly<Record<string, Step>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  _: 'out',
  '0': 'all',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const SLOP = 9;
const LONGEST_TAP = 500;
const DOUBLE = 300;

interface Finger {
  x: number;
  y: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly since: number;
}

interface Sample {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** Speed over the last tenth of a second, 0 if the finger rested before it left. */
export function speed(samples: readonly Sample[], now: number): [vx: number, vy: number] {
  const recent = samples.filter(({ at }) => now - at <= 100);
  const [first, last] = [recent[0], recent.at(-1)];
  if (!first || !last || last.at - first.at < 8 || now - last.at > 50) return [0, 0];
  return [(last.x - first.x) / (last.at - first.at), (last.y - first.y) / (last.at - first.at)];
}

/** Follows the fingers on the host; returns handlers by event. */
function fingers(host: HTMLElement, wishes: Wishes) {
  const down = new Map<number, Finger>();
  let samples: Sample[] = [];
  let dragging = false;
  let many = false;
  let lastTap: Sample | null = null;

  const place = (event: PointerEvent): Point => {
    const { left, top } = host.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  const onDown = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    const [x, y] = place(event);
    host.setPointerCapture(event.pointerId);
    down.set(event.pointerId, { x, y, fromX: x, fromY: y, since: event.timeStamp });
    many = down.size > 1;
    samples = [];
    if (down.size === 1) dragging = false;
    wishes.grab();
  };

  const moveOne = (finger: Finger, [x, y]: Point, at: number): void => {
    if (!dragging && Math.hypot(x - finger.fromX, y - finger.fromY) < SLOP) return;
    if (dragging) wishes.pan(x - finger.x, y - finger.y);
    dragging = true;
    samples = [...samples.slice(-8), { at, x, y }];
    [finger.x, finger.y] = [x, y];
  };

  const movePair = (finger: Finger, [x, y]: Point): void => {
    const other = [...down.values()].find(each => each !== finger);
    if (!other) return;
    const before = Math.hypot(finger.x - other.x, finger.y - other.y);
    const after = Math.hypot(x - other.x, y - other.y);
    wishes.pan((x - finger.x) / 2, (y - finger.y) / 2);
    if (before > 0) wishes.zoom([(x + other.x) / 2, (y + other.y) / 2], after / before);
    [finger.x, finger.y] = [x, y];
    dragging = true;
  };

  const onMove = (event: PointerEvent): void => {
    const finger = down.get(event.pointerId);
    if (!finger) {
      if (event.pointerType === 'mouse') wishes.hover(place(event));
    } else if (down.size === 1) moveOne(finger, place(event), event.timeStamp);
    else if (down.size === 2) movePair(finger, place(event));
  };

  const tapped = (finger: Finger, at: number): void => {
    const { x, y } = finger;
    const again = lastTap && at - lastTap.at < DOUBLE && Math.hypot(x - lastTap.x, y - lastTap.y) < 30;
    lastTap = again ? null : { at, x, y };
    if (again) wishes.doubleTap([x, y]);
    else wishes.tap([x, y]);
  };

  const onUp = (event: PointerEvent): void => {
    const finger = down.get(event.pointerId);
    if (!finger) return;
    down.delete(event.pointerId);
    if (down.size > 0) {
      samples = [];
      return;
    }
    const cancelled = event.type === 'pointercancel';
    if (!dragging && !many && !cancelled && event.timeStamp - finger.since < LONGEST_TAP)
      tapped(finger, event.timeStamp);
    const [vx, vy] = dragging && !many && !cancelled ? speed(samples, event.timeStamp) : [0, 0];
    wishes.release(vx, vy);
  };

  return { onDown, onMove, onUp, place };
}

/** Turns pointers, wheel and keys on the host into wishes, until the returned function is called. */
export function listen(host: HTMLElement, wishes: Wishes): () => void {
  const { onDown, onMove, onUp } = fingers(host, wishes);
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { left, top } = host.getBoundingClientRect();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1);
    // A pinch on a trackpad arrives as a wheel with Ctrl and small steps.
    const factor = Math.exp(-Math.max(-160, Math.min(160, pixels)) * (event.ctrlKey ? 0.012 : 0.0022));
    wishes.zoom([event.clientX - left, event.clientY - top], factor);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = KEYS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    wishes.step(step);
  };
  const stop = new AbortController();
  const { signal } = stop;
  host.addEventListener('pointerdown', onDown, { signal });
  host.addEventListener('pointermove', onMove, { signal });
  host.addEventListener('pointerup', onUp, { signal });
  host.addEventListener('pointercancel', onUp, { signal });
  host.addEventListener('wheel', onWheel, { signal, passive: false });
  host.addEventListener('keydown', onKey, { signal });
  return () => stop.abort();
}
