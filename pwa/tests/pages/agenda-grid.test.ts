import { describe, expect, test } from 'vitest';
import { hours, layout, lineAt } from '../../src/pages/agenda/grid-layout';
import { type Direction, directionOf, moveFrom } from '../../src/pages/agenda/grid-moves';
import type { Session } from '../../src/shared/document';
import { session } from '../factories';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const inRoom = (id: string, room: string | null, start: string, end: string): Session =>
  session(id, at(start), at(end), { room });

const sessions = [
  inRoom('opening', 'hall', '09:15', '10:00'),
  inRoom('left', 'hall', '10:00', '11:00'),
  inRoom('right', 'hall', '10:30', '11:30'),
  inRoom('after', 'hall', '11:30', '11:35'),
  inRoom('class', 'small', '10:45', '11:15'),
  inRoom('late', 'far', '15:00', '16:00'),
  inRoom('outside', null, '09:00', '12:00'),
];
const grid = layout(sessions, ['hall', 'empty', 'small', 'far']);
const named = (id: string) => {
  const found = grid.blocks.find(block => block.session.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('the grid of rooms and times', () => {
  test('has a column for each room that is used, in the order given, and one for no room', () => {
    expect(grid.columns).toEqual(['hall', 'small', 'far', null]);
  });

  test('begins and ends at full hours', () => {
    expect([grid.start, grid.rows]).toEqual([Date.parse(at('09:00')), 7 * 12]);
    expect(hours(grid).map(({ row }) => row)).toEqual([0, 12, 24, 36, 48, 60, 72]);
  });

  test('places sessions by five minutes, a very short one long enough to be hit', () => {
    const place = (id: string) => [named(id).column, named(id).row, named(id).rowEnd];
    expect([place('opening'), place('outside'), place('after')]).toEqual([
      [0, 3, 12],
      [3, 0, 36],
      [0, 30, 34],
    ]);
  });

  test('lets sessions at one time in one room share its column, and only those', () => {
    const lane = (id: string) => [named(id).lane, named(id).lanes];
    expect([lane('opening'), lane('left'), lane('right'), lane('after')]).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
      [0, 1],
    ]);
  });

  test('is read by start, then room', () => {
    expect(grid.blocks.map(block => block.session.id)).toEqual([
      'outside',
      'opening',
      'left',
      'right',
      'class',
      'after',
      'late',
    ]);
  });

  test('says where a moment stands, and that it stands nowhere outside', () => {
    const line = (time: string) => lineAt(grid, Date.parse(at(time)));
    expect([line('08:59'), line('09:00'), line('10:02'), line('16:01')]).toEqual([null, 0, 12.4, null]);
  });

  test('is empty without sessions', () => {
    expect(layout([], ['hall'])).toEqual({ columns: [], blocks: [], rows: 0, start: 0 });
  });
});

describe('the keyboard in the grid', () => {
  const move = (from: string, direction: Direction) =>
    moveFrom(grid.blocks, named(from), direction).session.id;

  test('goes down and up in the room', () => {
    expect([move('opening', 'down'), move('left', 'down'), move('right', 'down')]).toEqual([
      'left',
      'right',
      'after',
    ]);
    expect([move('after', 'up'), move('right', 'up'), move('left', 'up')]).toEqual([
      'right',
      'left',
      'opening',
    ]);
  });

  test('goes to the session beside, else to the nearest of the next room', () => {
    expect([move('left', 'on'), move('right', 'on'), move('class', 'on'), move('late', 'on')]).toEqual([
      'right',
      'class',
      'late',
      'outside',
    ]);
    expect([
      move('outside', 'back'),
      move('late', 'back'),
      move('class', 'back'),
      move('right', 'back'),
    ]).toEqual(['late', 'class', 'right', 'left']);
  });

  test('goes to the first and the last of the room', () => {
    expect([move('right', 'first'), move('right', 'last')]).toEqual(['opening', 'after']);
    expect([move('opening', 'first'), move('after', 'last')]).toEqual(['opening', 'after']);
  });

  test('stays where there is nothing further', () => {
    expect([
      move('opening', 'up'),
      move('after', 'down'),
      move('opening', 'back'),
      move('outside', 'on'),
    ]).toEqual(['opening', 'after', 'opening', 'outside']);
  });

  test('knows its keys, from right to left too', () => {
    expect([
      directionOf('ArrowLeft', false),
      directionOf('ArrowLeft', true),
      directionOf('x', false),
    ]).toEqual(['back', 'on', null]);
  });
});
