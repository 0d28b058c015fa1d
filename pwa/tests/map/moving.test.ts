import { describe, expect, test } from 'vitest';
import { speed } from '../../src/map/gestures';
import { gliding, thrown } from '../../src/map/motion';
import { forced, mix, themed } from '../../src/map/palette';
import { isOutworn } from '../../src/map/view';

const camera = { x: 50, y: -40, scale: 8 };

describe('moving', () => {
  test('the painted picture stands in for a small move and not for a large one', () => {
    expect(isOutworn(camera, { ...camera, x: camera.x + 10 })).toBe(false);
    expect(isOutworn(camera, { ...camera, x: camera.x + 15 })).toBe(true);
    expect(isOutworn(camera, { ...camera, scale: 8.5 })).toBe(false);
    expect(isOutworn(camera, { ...camera, scale: 10 })).toBe(true);
  });

  test('a glide is where it began at its start, and has arrived at its end', () => {
    const to = { x: 60, y: -30, scale: 8 };
    const motion = gliding(camera, to, 1000);
    expect(motion.at(1000)).toEqual(camera);
    expect(motion.at(motion.until)).toEqual(to);
  });

  test('a throw goes on in its direction and slows down', () => {
    const motion = thrown(camera, 1, 0, 0);
    const way = (from: number, to: number) => motion.at(from).x - motion.at(to).x;
    expect(way(0, 100)).toBeGreaterThan(way(100, 200));
    expect(way(1000, motion.until)).toBeGreaterThan(0);
    expect(motion.at(500).y).toBe(camera.y);
  });

  test('speed is that of the last tenth of a second, and nothing after a rest', () => {
    const samples = [0, 10, 20, 30].map(at => ({ at, x: at * 2, y: -at }));
    expect(speed(samples, 35)).toEqual([2, -1]);
    expect(speed(samples, 90)).toEqual([0, 0]);
    expect(speed(samples.slice(0, 1), 5)).toEqual([0, 0]);
  });
});

describe('palette', () => {
  const day: Record<string, string> = { '--bg': '#f6f1e6', '--surface': '#fffcf5', '--surface-2': '#ede6d7' };
  const night: Record<string, string> = {
    '--bg': '#0a1618',
    '--surface': '#122225',
    '--surface-2': '#1b2f33',
  };
  const token = (theme: Record<string, string>) => (name: string) => theme[name] ?? '#0b5560';

  test('colours mix by share', () => {
    expect(mix('#ffffff', '#000000', 0.5)).toBe('#808080');
    expect(mix(' #fff', '#000', 0)).toBe('#000000');
  });

  test('floors are lighter than what lies around them by day and by night', () => {
    expect([themed(token(day)).outside, themed(token(day)).ground]).toEqual(['#ede6d7', '#f6f1e6']);
    expect([themed(token(night)).outside, themed(token(night)).ground]).toEqual(['#0a1618', '#122225']);
  });

  test('forced colours are the system’s own', () => {
    const { ground, ink, accent, kinds } = forced();
    expect([ground, ink, accent, kinds.N.fill]).toEqual(['Canvas', 'CanvasText', 'Highlight', 'Canvas']);
  });
});
