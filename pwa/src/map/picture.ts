import { type Camera, toScreen, type Window } from './camera';
import type { Point } from './geometry';
import type { Measure } from './labels';
import { FAMILY } from './marks';
import { paintGround } from './paint-ground';
import { paintLabels } from './paint-labels';
import { forced, type Palette, themed } from './palette';
import { type Paths, pathsOf } from './paths';
import type { FloorPlan } from './plan';
import type { Scene } from './scene';

/** Pixels painted beyond the window on every side, so that a drag only moves what is painted. */
export const MARGIN = 120;

/** More than this many pixels cost old phones more memory than sharpness is worth. */
const MOST_PIXELS = 5_000_000;

/** The canvas as the map uses it: painted for one camera, moved by a transform in between. */
export interface Picture {
  paint(scene: Scene, camera: Camera, window: Window): void;
  /** Reads the theme's colours and the text size anew. */
  restyle(): void;
}

function readPalette(element: Element): Palette {
  if (matchMedia('(forced-colors: active)').matches) return forced();
  const style = getComputedStyle(element);
  return themed(name => style.getPropertyValue(name));
}

function measuring(context: CanvasRenderingContext2D): Measure {
  const known = new Map<string, number>();
  return (text, size, weight) => {
    const key = `${weight} ${size} ${text}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    context.font = `${weight} ${size}px ${FAMILY}`;
    const { width } = context.measureText(text);
    known.set(key, width);
    return width;
  };
}

const rootZoom = (): number => {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.min(Math.max(size / 16, 1), 1.5);
};

/** Sizes the canvas to window and margin and returns the device's pixels per CSS pixel. */
function resize(canvas: HTMLCanvasElement, window: Window): number {
  const [w, h] = [window.width + 2 * MARGIN, window.height + 2 * MARGIN];
  const ratio = Math.min(devicePixelRatio, 3, Math.sqrt(MOST_PIXELS / (w * h)));
  const [deviceWidth, deviceHeight] = [Math.round(w * ratio), Math.round(h * ratio)];
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
    canvas.style.width = `${w}px`;
    canvas.style.height = `${h}px`;
  }
  return ratio;
}

/** Returns the picture on the canvas; null where the browser gives no drawing context. */
export function pictureOn(canvas: HTMLCanvasElement): Picture | null {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return null;
  const paths = new WeakMap<FloorPlan, Paths>();
  let palette = readPalette(canvas);
  let measure = measuring(context);
  let zoom = rootZoom();

  const restyle = (): void => {
    palette = readPalette(canvas);
    measure = measuring(context);
    zoom = rootZoom();
  };

  const paint = (scene: Scene, camera: Camera, window: Window): void => {
    const ratio = resize(canvas, window);
    const known = paths.get(scene.plan) ?? pathsOf(scene.plan);
    paths.set(scene.plan, known);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = palette.outside;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const [x, y] = toScreen(camera, window, [0, 0]);
    const scale = camera.scale * ratio;
    context.setTransform(scale, 0, 0, scale, (x + MARGIN) * ratio, (y + MARGIN) * ratio);
    paintGround(context, scene, known, palette, camera.scale);
    context.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, MARGIN * ratio);
    paintLabels({
      context,
      scene,
      palette,
      measure,
      zoom,
      project: (point: Point) => toScreen(camera, window, point),
      frame: { left: -MARGIN, top: -MARGIN, right: window.width + MARGIN, bottom: window.height + MARGIN },
    });
  };
  return { paint, restyle };
}
