import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useTitle } from '../components/arrival';
import { Button } from '../components/button';
import { Chip, Chips } from '../components/chips';
import { Empty } from '../components/empty';
import { PageHeader } from '../components/header';
import { Icon } from '../components/icon';
import { Segmented } from '../components/segmented';
import { AgendaEntry } from '../components/session-entry';
import { TrackLabel } from '../components/track';
import { clock, counted, shortDay } from '../i18n/format';
import { t } from '../i18n/index';
import type { Day, Session } from '../shared/document';
import { links } from '../shared/links';
import { venueDay } from '../shared/time';
import { isStarred } from '../store/own';
import { currentDay, daysInOrder, groupedByStart, type StartGroup, sessionsOn } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import styles from './agenda.module.css';
import { nowLineBefore } from './now-line';

/** Which of a day's sessions are shown: those of a track, those the visitor starred, or all. */
interface Filter {
  track: string | null;
  starred: boolean;
}

const EVERYTHING: Filter = { track: null, starred: false };

function address(day: string, { track, starred }: Filter): string {
  const query = new URLSearchParams({
    day,
    ...(track ? { track } : {}),
    ...(starred ? { starred: '1' } : {}),
  });
  return `${links.agenda}?${query}`;
}

function filtered(store: Snapshot, day: string, { track, starred }: Filter): Session[] {
  return sessionsOn(store, day).filter(
    each => (track === null || each.track === track) && (!starred || isStarred(each.id)),
  );
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

function Group({ store, group, first }: { store: Snapshot; group: StartGroup; first: boolean }) {
  const ends = new Set(group.sessions.map(session => session.end));
  return (
    <section class={[styles.group, first ? styles.first : ''].join(' ')}>
      <h2 class={[styles.time, 'num'].join(' ')}>
        <b>{clock(group.start)}</b>
        {ends.size === 1 ? (
          <span class={styles.end}>{clock(group.sessions[0]?.end ?? group.start)}</span>
        ) : null}
      </h2>
      <div class={styles.sessions}>
        {group.sessions.map(session => (
          <AgendaEntry
            key={session.id}
            store={store}
            session={session}
            now={now.value}
            ends={ends.size > 1}
          />
        ))}
      </div>
    </section>
  );
}

function Days({ store, day, filter }: { store: Snapshot; day: Day; filter: Filter }) {
  const { route } = useLocation();
  return (
    <div class={styles.days}>
      <Segmented
        label={t('agenda.days')}
        name="day"
        value={day.id}
        onChange={value => route(address(value, filter), true)}
        segments={daysInOrder(store).map(each => ({
          value: each.id,
          label: shortDay(each.start),
          note: counted(filtered(store, each.id, filter).length, 'agenda.count'),
        }))}
      />
    </div>
  );
}

function Filters({ store, day, filter }: { store: Snapshot; day: Day; filter: Filter }) {
  const { route } = useLocation();
  const { track, starred } = filter;
  const present = new Set(sessionsOn(store, day.id).map(session => session.track));
  const show = (next: Filter) => route(address(day.id, next), true);
  return (
    <Chips label={t('agenda.filter')}>
      <Chip pressed={track === null && !starred} onClick={() => show(EVERYTHING)}>
        {t('agenda.all')}
      </Chip>
      <Chip
        pressed={starred}
        count={filtered(store, day.id, { track: null, starred: true }).length}
        onClick={() => show({ track, starred: !starred })}
      >
        <Icon name="star" size="small" />
        {t('agenda.starred')}
      </Chip>
      {[...store.tracks.values()]
        .filter(each => present.has(each.id))
        .map(each => (
          <Chip
            key={each.id}
            pressed={track === each.id}
            onClick={() => show({ track: track === each.id ? null : each.id, starred })}
          >
            <TrackLabel track={each} tracks={store.tracks} />
          </Chip>
        ))}
    </Chips>
  );
}

/** Returns what stands where no session is left, and the way back to all of them. */
function Nothing({ filter, onShowAll }: { filter: Filter; onShowAll: () => void }) {
  const { track, starred } = filter;
  const isBare = starred && track === null;
  return (
    <Empty
      title={t(isBare ? 'agenda.no_stars' : 'agenda.empty')}
      actions={<Button onClick={onShowAll}>{t('agenda.show_all')}</Button>}
    >
      {t(isBare ? 'agenda.no_stars_text' : 'agenda.empty_text')}
    </Empty>
  );
}

/** Brings the now line into view once, when today's agenda opens. */
function useStartAtNow(day: string | undefined): void {
  const done = useRef('');
  useEffect(() => {
    if (!day || done.current === day) return;
    done.current = day;
    const line = document.getElementById('now');
    if (line && day === venueDay(now.value)) line.scrollIntoView({ block: 'center' });
  }, [day]);
}

/** The programme of one day, by start time; day, track and whether only starred ones stand in the address. */
export function AgendaPage() {
  const store = useStore(snapshot => snapshot);
  const { query, route } = useLocation();
  useTitle(t('agenda.title'));
  const day = store.days.get(query.day ?? '') ?? currentDay(store, now.value);
  const track = store.tracks.has(query.track ?? '') ? (query.track ?? null) : null;
  const filter = { track, starred: query.starred === '1' };
  useStartAtNow(day?.id);
  if (!day) return <Empty heading="h1" title={t('agenda.title')} />;
  const groups = groupedByStart(filtered(store, day.id, filter));
  const line = nowLineBefore(groups, now.value, day);
  return (
    <>
      <PageHeader title={t('agenda.title')} />
      <Days store={store} day={day} filter={filter} />
      <Filters store={store} day={day} filter={filter} />
      <div class={styles.agenda}>
        {groups.map((group, at) => (
          <div key={group.start}>
            {line === at ? <NowLine /> : null}
            <Group store={store} group={group} first={at === 0 || line === at} />
          </div>
        ))}
        {line === groups.length && groups.length > 0 ? <NowLine /> : null}
      </div>
      {groups.length === 0 ? (
        <Nothing filter={filter} onShowAll={() => route(address(day.id, EVERYTHING), true)} />
      ) : null}
    </>
  );
}
