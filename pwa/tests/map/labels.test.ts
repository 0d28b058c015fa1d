import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlap } from '../../src/map/geometry';
import { type Form, type Measure, place, standLabel, wrap } from '../../src/map/labels';

/** Every letter is as wide as 0.6 of its size. */
const measure: Measure = (text, size) => text.length * size * 0.6;
const box = (w: number, h: number) => ({ left: 0, top: 0, right: w, bottom: h });
const polri = { name: 'Polri', code: 'A01', letter: 'N' };

describe('labels', () => {
  test('a booth says more the more room it has', () => {
    const details = [8, 14, 26, 70].map(side => standLabel(polri, box(side, side), measure).detail);
    expect(details).toEqual(['none', 'letter', 'code', 'name']);
  });

  test('a free booth has no letter to show', () => {
    expect(standLabel({ name: null, code: 'C20', letter: null }, box(14, 14), measure)).toEqual({
      detail: 'none',
    });
  });

  test('name and code stand below each other, the name first and larger', () => {
    const label = standLabel(polri, box(90, 60), measure);
    expect(label.detail === 'name' && label.lines.map(line => line.text)).toEqual(['Polri', 'A01']);
    expect(label.detail === 'name' && (label.lines[0]?.size ?? 0) > (label.lines[1]?.size ?? 0)).toBe(true);
  });

  test('a name whose line reaches the corner gives way to the mark there', () => {
    const tight = box(58, 36);
    expect(standLabel(polri, tight, measure).detail).toBe('name');
    expect(standLabel({ ...polri, mark: 15 }, tight, measure).detail).toBe('code');
  });

  test('larger text asks for more room', () => {
    expect(standLabel(polri, box(26, 26), measure, 1.5).detail).toBe('letter');
  });

  test('words break between, never within', () => {
    const width = (text: string) => text.length;
    expect(wrap('Galeri Mal Pelayanan', 10, 2, width)).toEqual(['Galeri Mal', 'Pelayanan']);
    expect(wrap('Galeri Mal Pelayanan', 10, 1, width)).toBeNull();
    expect(wrap('Kementerian', 10, 2, width)).toBeNull();
  });

  test('no label stands on another or on what is taken', () => {
    const boxes = fc
      .tuple(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 40 }),
      )
      .map(([left, top, size]) => ({ left, top, right: left + size, bottom: top + size / 2 }));
    const forms = fc.array(
      boxes.map((each): Form<typeof each> => ({ what: each, box: each })),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.array(forms, { maxLength: 30 }), fc.array(boxes, { maxLength: 5 }), (wishes, taken) => {
        const placed = place(wishes, taken);
        placed.forEach((one, index) => {
          const others = [...taken, ...placed.filter((_, other) => other !== index)];
          expect(others.some(other => overlap(one, other))).toBe(false);
        });
      }),
    );
  });

  test('a label takes its second form where the first does not fit, and the earlier wish wins', () => {
    const [left, right] = [
      { left: 0, top: 0, right: 4, bottom: 4 },
      { left: 4, top: 0, right: 8, bottom: 4 },
    ];
    const wishes = [
      [{ what: 'first', box: left }],
      [
        { what: 'second, long', box: left },
        { what: 'second, short', box: right },
      ],
      [{ what: 'third', box: right }],
    ];
    expect(place(wishes, [])).toEqual(['first', 'second, short']);
  });
});
