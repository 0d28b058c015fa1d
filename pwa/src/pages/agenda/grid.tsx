import { useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { isCeremony } from '../../components/session-entry';
import { Spine, trackClass } from '../../components/track';
import { Words } from '../../components/words';
import { clock, span } from '../../i18n/format';
import { localText, t } from '../../i18n/index';
import type { Day, Session } from '../../shared/document';
import { links } from '../../shared/links';
import { byCharacters } from '../../shared/order';
import { millis } from '../../shared/time';
import { isStarred, setStarred } from '../../store/own';
import { placesOf } from '../../store/places';
import { dayAt, isOver, isRunning } from '../../store/select';
import { now, type Snapshot } from '../../store/signals';
import styles from './grid.module.css';
import { type Block, hours, type Layout, layout, lineAt } from './grid-layout';
import { directionOf, moveFrom } from './grid-moves';
import { useGridPlace } from './grid-place';
import { w } from './words';

/** Returns the ids of the rooms, the largest first: where most people go stands nearest to the times. */
function roomsBySize(store: Snapshot): string[] {
  return [...store.rooms.values()]
    .sort((a, b) => (b.capacity ?? 0) - (a.capacity ?? 0) || byCharacters(a.id, b.id))
    .map(room => room.id);
}

function Heads({ store, columns }: { store: Snapshot; columns: Layout['columns'] }) {
  return (
    <thead class={styles.through}>
      <tr class={styles.through} aria-rowindex={1}>
        <th class={styles.corner} scope="col" aria-colindex={1}>
          <span class="vh">{w('grid.time')}</span>
        </th>
        {columns.map((id, at) => {
          const room = store.rooms.get(id ?? '');
          return (
            <th
              key={id}
              class={styles.room}
              scope="col"
              aria-colindex={at + 2}
              style={{ gridColumn: at + 2 }}
            >
              {room ? <Words text={room.name} /> : w('grid.no_room')}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Returns the hours with their lines, for the eye: each row of sessions says its own time to screen readers. */
function Hours({ grid }: { grid: Layout }) {
  return (
    <div aria-hidden="true">
      {hours(grid).map(({ row, moment }) => (
        <div key={row} class={styles.hour} style={{ '--at': row }}>
          <span class={[styles.clock, 'num'].join(' ')}>{clock(moment)}</span>
        </div>
      ))}
    </div>
  );
}

/** Returns where the now line stands in the grid of a day, null on another day. */
function nowIn(store: Snapshot, day: Day, grid: Layout): number | null {
  return dayAt(store, now.value)?.id === day.id ? lineAt(grid, now.value) : null;
}

function NowLine({ line }: { line: number | null }) {
  if (line === null) return null;
  return (
    <div class={styles.now} style={{ '--at': line }} aria-hidden="true">
      <b class={[styles.nowTime, 'num'].join(' ')}>{clock(now.value)}</b>
    </div>
  );
}

function Cell({ store, block, isStop }: { store: Snapshot; block: Block; isStop: boolean }) {
  const { session, column, row, rowEnd, lane, lanes } = block;
  const cancelled = session.status === 'cancelled';
  const starred = isStarred(session.id);
  const state = [
    cancelled ? styles.off : '',
    isRunning(session, now.value) ? styles.live : '',
    isOver(session, now.value) ? styles.over : '',
  ];
  const track = trackClass(session, store.tracks, isCeremony(store, session));
  const said = placesOf(session, now.value)?.state;
  const crowd = said === 'free' ? undefined : said;
  const title = <Words text={session.title} />;
  return (
    <td
      class={[styles.cell, track, ...state].join(' ')}
      aria-colindex={column + 2}
      style={{
        gridColumn: column + 2,
        gridRow: `${row + 2} / ${rowEnd + 2}`,
        '--lane': lane,
        '--lanes': lanes,
      }}
    >
      <Spine />
      <div class={styles.title}>
        <a
          class={styles.cover}
          href={links.session(session.id)}
          tabIndex={isStop ? 0 : -1}
          data-session={session.id}
          title={localText(session.title).value}
        >
          {cancelled ? <s>{title}</s> : title}
        </a>
        {starred ? (
          <>
            <Icon name="star" size="small" filled />
            <span class="vh">{w('grid.mine')}</span>
          </>
        ) : null}
      </div>
      <p class={[styles.meta, 'num'].join(' ')}>
        {span(session.start, session.end)}
        {cancelled ? ` · ${t('agenda.cancelled')}` : null}
        {isRunning(session, now.value) ? ` · ${t('agenda.live')}` : null}
        {crowd ? ` · ${t(`places.${crowd}`)}` : null}
      </p>
    </td>
  );
}

/** Returns the blocks by the row line they start at, in order. */
function rowsOf(blocks: readonly Block[]): [number, Block[]][] {
  const rows = new Map<number, Block[]>();
  for (const block of blocks) rows.set(block.row, [...(rows.get(block.row) ?? []), block]);
  return [...rows];
}

/**
 * A day's sessions as blocks by room and time. It is a table, so that screen readers name room and time at each
 * session; its rows are the times at which something starts, and the row and column indices tell of the cells that
 * are left out. For the keyboard its links are one tab stop, not hundreds: arrow keys lead to the nearest session.
 */
export function DayGrid({
  store,
  day,
  sessions,
}: {
  store: Snapshot;
  day: Day;
  sessions: readonly Session[];
}) {
  const grid = useMemo(() => layout(sessions, roomsBySize(store)), [sessions, store.rooms]);
  const rows = useMemo(() => rowsOf(grid.blocks), [grid]);
  const frame = useRef<HTMLDivElement>(null);
  const first = sessions.find(session => !isOver(session, now.value)) ?? sessions[0];
  const line = nowIn(store, day, grid);
  const kept = useGridPlace(frame, line);
  const [chosen, setChosen] = useState(kept);
  const stop = grid.blocks.some(block => block.session.id === chosen) ? chosen : first?.id;

  const onKeyDown = (event: KeyboardEvent) => {
    const block = grid.blocks.find(each => each.session.id === stop);
    if (!block || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === ' ') {
      event.preventDefault();
      void setStarred(block.session.id, !isStarred(block.session.id));
      return;
    }
    const isRtl = frame.current !== null && getComputedStyle(frame.current).direction === 'rtl';
    const direction = directionOf(event.key, isRtl);
    if (!direction) return;
    event.preventDefault();
    const { id } = moveFrom(grid.blocks, block, direction).session;
    frame.current?.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"]`)?.focus();
  };
  const onFocus = (event: FocusEvent) => {
    const { session } = (event.target as HTMLElement).dataset;
    if (session) setChosen(session);
  };

  return (
    <div class={styles.frame}>
      <p class={styles.keys} id="grid-keys">
        {w('grid.keys')}
      </p>
      <div class={styles.scroller} ref={frame}>
        <div class={styles.canvas} style={{ '--rooms': grid.columns.length, '--rows': grid.rows }}>
          <Hours grid={grid} />
          <table
            class={styles.grid}
            aria-label={w('grid')}
            aria-describedby="grid-keys"
            aria-rowcount={rows.length + 1}
            aria-colcount={grid.columns.length + 1}
            onKeyDown={onKeyDown}
            onFocusCapture={onFocus}
          >
            <Heads store={store} columns={grid.columns} />
            <tbody class={styles.through}>
              {rows.map(([row, blocks], at) => (
                <tr key={row} class={styles.through} aria-rowindex={at + 2}>
                  <th class="vh" scope="row" aria-colindex={1}>
                    {clock(millis(blocks[0]?.session.start ?? grid.start))}
                  </th>
                  {blocks.map(block => (
                    <Cell
                      key={block.session.id}
                      store={store}
                      block={block}
                      isStop={block.session.id === stop}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <NowLine line={line} />
        </div>
      </div>
    </div>
  );
}
