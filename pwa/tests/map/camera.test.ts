import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  between,
  type Camera,
  CLOSEST,
  centredOn,
  fill,
  panBy,
  showing,
  toPlane,
  toScreen,
  type Window,
  within,
  zoomAt,
} from '../../src/map/camera';
import type { Box, Point } from '../../src/map/geometry';

const phone: Window = { width: 360, height: 680, padding: { top: 120, right: 10, bottom: 80, left: 10 } };
const floor: Box = { left: 0, top: -84, right: 135, bottom: 0 };

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const cameras = fc.record({ x: number(-200, 200), y: number(-200, 200), scale: number(1, 40) });
const spots = fc.tuple(number(0, 360), number(0, 680));

const near = ([x, y]: Point) => [expect.closeTo(x, 4), expect.closeTo(y, 4)];

describe('camera', () => {
  test('a place on the screen comes back from the plane to where it was', () => {
    fc.assert(
      fc.property(cameras, spots, (camera, at) => {
        expect(toScreen(camera, phone, toPlane(camera, phone, at))).toEqual(near(at));
      }),
    );
  });

  test('zooming keeps what is under the finger under the finger', () => {
    fc.assert(
      fc.property(cameras, spots, number(0.3, 3), (camera, at, factor) => {
        const zoomed = zoomAt(camera, phone, at, factor);
        expect(toPlane(zoomed, phone, at)).toEqual(near(toPlane(camera, phone, at)));
        expect(zoomed.scale).toBeCloseTo(camera.scale * factor);
      }),
    );
  });

  test('a drag moves every place by as many pixels', () => {
    const camera: Camera = { x: 60, y: -40, scale: 8 };
    const [x, y] = toScreen(camera, phone, [50, -30]);
    expect(toScreen(panBy(camera, 24, -16), phone, [50, -30])).toEqual(near([x + 24, y - 16]));
  });

  test('a place is centred in what bars and sheet leave free', () => {
    expect(toScreen(centredOn([10, -10], 12, phone), phone, [10, -10])).toEqual(near([180, 360]));
  });

  test('the whole floor is shown within the free window', () => {
    const camera = showing(floor, phone);
    const [left, top] = toScreen(camera, phone, [floor.left, floor.top]);
    const [right, bottom] = toScreen(camera, phone, [floor.right, floor.bottom]);
    expect([left, right]).toEqual(near([10, 350]));
    expect(top).toBeGreaterThanOrEqual(120);
    expect(bottom).toBeLessThanOrEqual(600);
  });

  test('a wide floor opens as high as a phone and whole on a desk', () => {
    const desk: Window = { ...phone, width: 1000, height: 860 };
    expect(fill(floor, phone).scale).toBeCloseTo(480 / 84);
    expect(fill(floor, desk)).toEqual(showing(floor, desk));
  });

  test('the camera never leaves the floor nor comes nearer than can be drawn', () => {
    fc.assert(
      fc.property(cameras, number(0.01, 50), (camera, factor) => {
        const held = within(floor, { ...camera, scale: camera.scale * factor }, phone);
        const [x, y] = toPlane(held, phone, [180, 360]);
        expect(x).toBeGreaterThanOrEqual(floor.left - 1e-6);
        expect(x).toBeLessThanOrEqual(floor.right + 1e-6);
        expect(y).toBeGreaterThanOrEqual(floor.top - 1e-6);
        expect(y).toBeLessThanOrEqual(floor.bottom + 1e-6);
        expect(held.scale).toBeLessThanOrEqual(CLOSEST);
      }),
    );
  });

  test('a glide begins and ends where it should, also without a change of scale', () => {
    const from: Camera = { x: 0, y: 0, scale: 4 };
    for (const to of [
      { x: 10, y: -5, scale: 16 },
      { x: 10, y: -5, scale: 4 },
    ]) {
      expect(between(from, to, 0)).toEqual(from);
      expect(between(from, to, 1)).toEqual({
        x: expect.closeTo(10, 9),
        y: expect.closeTo(-5, 9),
        scale: expect.closeTo(to.scale, 9),
      });
    }
  });
});
