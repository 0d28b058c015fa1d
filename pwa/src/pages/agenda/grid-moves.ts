import type { Block } from './grid-layout';

export type Direction = 'up' | 'down' | 'back' | 'on' | 'first' | 'last';

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'back',
  ArrowRight: 'on',
  Home: 'first',
  End: 'last',
};

/** Returns where a key leads, null for keys that lead nowhere; `isRtl` where the first room stands on the right. */
export function directionOf(key: string, isRtl: boolean): Direction | null {
  const direction = KEYS[key] ?? null;
  if (!isRtl) return direction;
  return direction === 'back' ? 'on' : direction === 'on' ? 'back' : direction;
}

function across({ column, lane }: Block): number {
  return column + lane / 100;
}

/** Returns how many row lines lie between two blocks, less than none the longer they are side by side. */
function distance(a: Block, b: Block): number {
  return Math.max(a.row, b.row) - Math.min(a.rowEnd, b.rowEnd);
}

function least<T>(items: readonly T[], measures: ((item: T) => number)[]): T | null {
  const [best] = [...items].sort((a, b) => {
    for (const measure of measures) {
      const difference = measure(a) - measure(b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return best ?? null;
}

/**
 * Returns the nearest block in a direction, or the same one where there is none: up and down stay in the room, back
 * and on go to the next room that has any, first and last to the beginning and end of the room.
 */
export function moveFrom(blocks: readonly Block[], from: Block, direction: Direction): Block {
  const inRoom = blocks.filter(block => block.column === from.column && block !== from);
  const found = {
    up: () =>
      least(
        inRoom.filter(block => block.row < from.row),
        [block => -block.row, block => Math.abs(block.lane - from.lane)],
      ),
    down: () =>
      least(
        inRoom.filter(block => block.row > from.row),
        [block => block.row, block => Math.abs(block.lane - from.lane)],
      ),
    back: () =>
      beside(
        blocks.filter(block => across(block) < across(from)),
        from,
      ),
    on: () =>
      beside(
        blocks.filter(block => across(block) > across(from)),
        from,
      ),
    first: () => least(inRoom, [block => block.row, block => block.lane]),
    last: () => least(inRoom, [block => -block.row, block => -block.lane]),
  }[direction]();
  if (direction === 'first' && found && found.row > from.row) return from;
  if (direction === 'last' && found && found.row < from.row) return from;
  return found ?? from;
}

/** Returns of the blocks on one side the nearest: in the same room only those at the same time, else the next room's. */
function beside(side: readonly Block[], from: Block): Block | null {
  const near = side.filter(block => block.column !== from.column || distance(block, from) < 0);
  return least(near, [
    block => Math.abs(block.column - from.column),
    block => distance(block, from),
    block => Math.abs(across(block) - across(from)),
    block => block.row,
  ]);
}
