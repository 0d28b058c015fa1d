import { type Box, centre, height, type Point, width } from './geometry';

/** Where we look: the plane's point in the middle of the window, and pixels per metre. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** The window on the screen in CSS pixels, with the margins that bars and sheets cover. */
export interface Window {
  readonly width: number;
  readonly height: number;
  readonly padding: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}

/** At 36 pixels a metre the smallest booth takes a third of a phone's width: nothing finer is drawn. */
export const CLOSEST = 36;

export const toScreen = (camera: Camera, window: Window, [x, y]: Point): Point => [
  (x - camera.x) * camera.scale + window.width / 2,
  (y - camera.y) * camera.scale + window.height / 2,
];

export const toPlane = (camera: Camera, window: Window, [x, y]: Point): Point => [
  (x - window.width / 2) / camera.scale + camera.x,
  (y - window.height / 2) / camera.scale + camera.y,
];

const free = ({ width, height, padding }: Window): { width: number; height: number } => ({
  width: Math.max(1, width - padding.left - padding.right),
  height: Math.max(1, height - padding.top - padding.bottom),
});

/** A camera at `scale` that shows `at` in the middle of what is not covered. */
export function centredOn(at: Point, scale: number, { padding }: Window): Camera {
  return {
    x: at[0] + (padding.right - padding.left) / 2 / scale,
    y: at[1] + (padding.bottom - padding.top) / 2 / scale,
    scale,
  };
}

/** The largest view in which the whole box is seen. */
export function showing(box: Box, window: Window, closest = CLOSEST): Camera {
  const room = free(window);
  return centredOn(
    centre(box),
    Math.min(room.width / width(box), room.height / height(box), closest),
    window,
  );
}

/** The view that opens a floor: as high as the window, so that on a phone booths can be read at once. */
export function fill(box: Box, window: Window): Camera {
  const room = free(window);
  const scales = [room.width / width(box), room.height / height(box)];
  const [least, most] = [Math.min(...scales), Math.max(...scales)];
  // Where the whole floor nearly fits, it is shown whole rather than cut at its edges.
  const scale = most < least * 1.5 ? least : Math.min(most, least * 2.4);
  return centredOn(centre(box), scale, window);
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The camera brought back to where at least part of the box stands in the middle of the free window. */
export function within(box: Box, camera: Camera, window: Window): Camera {
  const scale = clamp(camera.scale, showing(box, window).scale * 0.85, CLOSEST);
  const { x: dx, y: dy } = centredOn([0, 0], scale, window);
  return {
    x: clamp(camera.x, box.left + dx, box.right + dx),
    y: clamp(camera.y, box.top + dy, box.bottom + dy),
    scale,
  };
}

/** Zooms by `factor` while the plane's point under `at` (screen) stays under it. */
export function zoomAt(camera: Camera, window: Window, at: Point, factor: number): Camera {
  const [x, y] = toPlane(camera, window, at);
  const scale = camera.scale * factor;
  return { x: x - (at[0] - window.width / 2) / scale, y: y - (at[1] - window.height / 2) / scale, scale };
}

export const panBy = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y - dy / camera.scale,
});

/** The camera `share` (0 to 1) of the way between two, zooming evenly to the eye. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** share;
  const moved =
    Math.abs(to.scale - from.scale) < 1e-6
      ? share
      : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
  return { x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved, scale };
}
