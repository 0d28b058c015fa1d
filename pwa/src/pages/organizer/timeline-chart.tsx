import type { TimelineMinute } from '../../api/announcements';
import { clock, number, shortDay } from '../../i18n/format';
import { type Moment, venueDay } from '../../shared/time';
import { axisEnd, cumulated, type Point, polyline, SERIES } from './chart';
import styles from './chart.module.css';
import { w } from './words';

const BOX = { width: 600, height: 180 } as const;
const NONE: Point = { at: 0, accepted: 0, shown: 0, opened: 0 };

/** Returns how the moments from one to another are told: with their days where there are several. */
function teller(from: Moment, to: Moment): (at: Moment) => string {
  const isOneDay = venueDay(from) === venueDay(to);
  return at => (isOneDay ? clock(at) : `${shortDay(at)} ${clock(at)}`);
}

function Legend({ last }: { last: Point }) {
  return (
    <ul class={[styles.legend, 'num'].join(' ')}>
      {SERIES.map(series => (
        <li key={series}>
          <svg class={[styles.sample, styles[series]].join(' ')} viewBox="0 0 24 8" aria-hidden="true">
            <line x1="0" y1="4" x2="24" y2="4" />
          </svg>
          {w(series)} <b>{number(last[series])}</b>
        </li>
      ))}
    </ul>
  );
}

const RULES = [0, BOX.height / 2, BOX.height];

function Lines({ points, top }: { points: Point[]; top: number }) {
  return (
    <>
      {RULES.map(y => (
        <line key={y} class={styles.rule} x1="0" x2={BOX.width} y1={y} y2={y} />
      ))}
      {SERIES.map(series => (
        <polyline
          key={series}
          class={[styles.line, styles[series]].join(' ')}
          points={polyline(points, series, { ...BOX, top })}
        />
      ))}
    </>
  );
}

function Drawing({ points }: { points: Point[] }) {
  const [first, last] = [points[0] ?? NONE, points.at(-1) ?? NONE];
  const top = axisEnd(Math.max(...SERIES.map(series => last[series])));
  const tell = teller(first.at, last.at);
  const [from, to] = [tell(first.at), tell(last.at)];
  const { accepted, shown, opened } = last;
  const sums = { accepted: number(accepted), shown: number(shown), opened: number(opened) };
  return (
    <figure class={[styles.figure, 'num'].join(' ')}>
      <p class={styles.top} aria-hidden="true">
        {number(top)}
      </p>
      <svg
        class={styles.plot}
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={w('chart', { ...sums, from, to })}
      >
        <Lines points={points} top={top} />
      </svg>
      <p class={styles.axis} aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </figure>
  );
}

function Table({ timeline }: { timeline: TimelineMinute[] }) {
  const tell = teller(timeline[0]?.at ?? 0, timeline.at(-1)?.at ?? 0);
  return (
    <details class={styles.details}>
      <summary class={styles.summary}>{w('per_minute')}</summary>
      <table class={[styles.table, styles.minutes, 'num'].join(' ')}>
        <thead>
          <tr>
            <th scope="col">{w('minute')}</th>
            {SERIES.map(series => (
              <th scope="col" key={series}>
                {w(series)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {timeline.map(minute => (
            <tr key={minute.at}>
              <th scope="row">{tell(minute.at)}</th>
              {SERIES.map(series => (
                <td key={series}>{number(minute[series])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Returns what was accepted, shown and opened over time, as lines and as a table of minutes. */
export function TimelineChart({ timeline }: { timeline: TimelineMinute[] }) {
  const points = cumulated(timeline);
  return (
    <section class={styles.card} aria-labelledby="timeline">
      <h2 class={styles.title} id="timeline">
        {w('over_time')}
      </h2>
      {points.length === 0 ? (
        <p class={styles.none}>{w('no_timeline')}</p>
      ) : (
        <>
          <Legend last={points.at(-1) ?? NONE} />
          <Drawing points={points} />
          <Table timeline={timeline} />
        </>
      )}
    </section>
  );
}
