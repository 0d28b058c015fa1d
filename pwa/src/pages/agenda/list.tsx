import { useMemo, useRef } from 'preact/hooks';
import { SessionEntry } from '../../components/session-entry';
import { clock, longDay } from '../../i18n/format';
import { t } from '../../i18n/index';
import type { Day, Session } from '../../shared/document';
import { isRunning, type StartGroup } from '../../store/select';
import { now, type Snapshot } from '../../store/signals';
import { nowLineBefore } from '../now-line';
import styles from './agenda.module.css';
import { whereIs } from './groups';
import { useFilling } from './growth';
import { keptPlace } from './place';

/** How many entries are painted together: few enough that one that changes costs little, and not a layer for each. */
const PACK = 3;

function inPacks(sessions: readonly Session[]): readonly (readonly Session[])[] {
  const packs = Math.ceil(sessions.length / PACK);
  return Array.from({ length: packs }, (_, at) => sessions.slice(at * PACK, (at + 1) * PACK));
}

function NowLine() {
  return (
    <div class={[styles.nowLine, 'num'].join(' ')} id="now">
      <b class={styles.nowTime}>
        <span class="vh">{t('home.now')}</span> {clock(now.value)}
      </b>
    </div>
  );
}

interface GroupProps {
  store: Snapshot;
  group: StartGroup;
  /** How many of its entries are drawn; the others leave their room empty. */
  drawn: number;
  first: boolean;
}

/** Returns a group, the very same while nothing of it changed: a list that fills draws only what it adds. */
function Group(props: GroupProps) {
  const { store, group, drawn, first } = props;
  return useMemo(() => <Sessions {...props} />, [store, group, drawn, first]);
}

function Sessions({ store, group, drawn, first }: GroupProps) {
  const ends = new Set(group.sessions.map(session => session.end));
  const missing = group.sessions.length - drawn;
  const names = [styles.group, first ? styles.first : '', missing > 0 ? styles.filling : ''].join(' ');
  const room = { '--sessions': group.sessions.length };
  // A time that stands alone would be seen to move while what is above it takes its true size.
  if (drawn === 0) return <section class={names} style={room} />;
  return (
    <section class={names} style={room}>
      <h2 class={[styles.time, 'num'].join(' ')}>
        <b>{clock(group.start)}</b>
        {ends.size === 1 ? (
          <span class={styles.end}>{clock(group.sessions[0]?.end ?? group.start)}</span>
        ) : null}
      </h2>
      <div class={styles.sessions}>
        {inPacks(group.sessions.slice(0, drawn)).map((pack, at) => (
          <div key={at} class={styles.pack} style={{ '--pack': pack.length }}>
            {pack.map(session => (
              <SessionEntry
                key={session.id}
                store={store}
                session={session}
                live={isRunning(session, now.value)}
                times={ends.size > 1 ? 'end' : 'none'}
              />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}

/** Returns a day's sessions by start time with the now line; `whole` draws all of them at once. */
export function DayList({
  store,
  day,
  groups,
  whole,
}: {
  store: Snapshot;
  day: Day;
  groups: readonly StartGroup[];
  whole: boolean;
}) {
  const line = nowLineBefore(store, day, groups, now.value);
  const list = useRef<HTMLDivElement>(null);
  const opening = useMemo(() => {
    const place = keptPlace();
    return (place && whereIs(groups, place.session)) ?? { group: Math.max(line, 0), entry: 0 };
  }, []);
  const drawn = useFilling(groups, opening, list);
  return (
    <div class={styles.day} ref={list}>
      {whole ? <h2 class={styles.printDay}>{longDay(day.start)}</h2> : null}
      {groups.map((group, at) => (
        <div key={group.start}>
          {line === at ? <NowLine /> : null}
          <Group
            store={store}
            group={group}
            drawn={whole ? group.sessions.length : (drawn[at] ?? 0)}
            first={at === 0 || line === at}
          />
        </div>
      ))}
      {line === groups.length && line > 0 ? <NowLine /> : null}
    </div>
  );
}
