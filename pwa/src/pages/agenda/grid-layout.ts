import type { Session } from '../../shared/document';
import { millis } from '../../shared/time';

const MINUTE = 60_000;
/** Minutes of one row line: programmes are planned in fives. */
export const STEP = 5;
/** Shorter sessions are drawn this long, or their title could be neither read nor hit; in minutes. */
const SHORTEST = 20;

/** A session's place: lines of the grid from 0, the end beyond it. */
export interface Block {
  session: Session;
  column: number;
  row: number;
  rowEnd: number;
  /** Sessions at one time in one room share its column: this one's part, and of how many. */
  lane: number;
  lanes: number;
}

export interface Layout {
  /** The rooms' ids in order, null for sessions without a room. */
  columns: (string | null)[];
  /** In order of start, then column, then lane: the order in which they are read out. */
  blocks: Block[];
  rows: number;
  /** The moment of row line 0, in milliseconds since 1970: a full hour of the venue where zones are whole hours. */
  start: number;
}

/** Returns sessions of one room as runs in which each overlaps the next, with the lane of each. */
function lanesOf(blocks: Block[]): void {
  let run: Block[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const block of run) block.lanes = ends.length;
    run = [];
    ends = [];
  };
  for (const block of blocks) {
    if (ends.every(end => end <= block.row)) close();
    const free = ends.findIndex(end => end <= block.row);
    block.lane = free === -1 ? ends.length : free;
    ends[block.lane] = block.rowEnd;
    run.push(block);
  }
  close();
}

/** Returns where each of a day's sessions stands in a grid of the rooms in the order given and time. */
export function layout(sessions: readonly Session[], rooms: readonly string[]): Layout {
  const used = new Set(sessions.map(session => session.room));
  const unknown = sessions.some(({ room }) => room === null || !rooms.includes(room));
  const columns = [...rooms.filter(room => used.has(room)), ...(unknown ? [null] : [])];
  const starts = sessions.map(session => millis(session.start));
  const first = Math.min(...starts);
  const start = sessions.length === 0 ? 0 : first - (first % (60 * MINUTE));
  const line = (moment: number) => (moment - start) / (STEP * MINUTE);
  const blocks = sessions.map((session, at): Block => {
    const from = starts[at] ?? start;
    const to = Math.max(millis(session.end), from + SHORTEST * MINUTE);
    const column = columns.indexOf(session.room);
    return {
      session,
      column: column === -1 ? columns.length - 1 : column,
      row: Math.floor(line(from)),
      rowEnd: Math.ceil(line(to)),
      lane: 0,
      lanes: 1,
    };
  });
  blocks.sort((a, b) => a.row - b.row || a.column - b.column || b.rowEnd - a.rowEnd);
  columns.forEach((_, column) => {
    lanesOf(blocks.filter(block => block.column === column));
  });
  blocks.sort((a, b) => a.row - b.row || a.column - b.column || a.lane - b.lane);
  const rows = Math.max(0, ...blocks.map(block => block.rowEnd));
  return { columns, blocks, rows: Math.ceil(rows / (60 / STEP)) * (60 / STEP), start };
}

/** Returns the moments of the full hours that a grid spans, with their row lines. */
export function hours({ start, rows }: Layout): { row: number; moment: number }[] {
  const step = 60 / STEP;
  return Array.from({ length: Math.floor(rows / step) }, (_, at) => ({
    row: at * step,
    moment: start + at * 60 * MINUTE,
  }));
}

/** Returns how far down a moment stands, in row lines; null outside of the grid. */
export function lineAt({ start, rows }: Layout, moment: number): number | null {
  const line = (moment - start) / (STEP * MINUTE);
  return line < 0 || line > rows ? null : line;
}
