import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useTitle } from '../components/arrival';
import { Button } from '../components/button';
import { Chip, Chips } from '../components/chips';
import { Empty } from '../components/empty';
import { PageHeader } from '../components/header';
import { Segmented } from '../components/segmented';
import { AgendaEntry } from '../components/session-entry';
import { TrackLabel } from '../components/track';
import { clock, counted, shortDay } from '../i18n/format';
import { t } from '../i18n/index';
import type { Day } from '../shared/document';
import { links } from '../shared/links';
import { venueDay } from '../shared/time';
import { currentDay, daysInOrder, groupedByStart, type StartGroup, sessionsOn } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import styles from './agenda.module.css';
import { nowLineBefore } from './now-line';

function address(day: string, track: string | null): string {
  return `${links.agenda}?day=${day}${track ? `&track=${encodeURIComponent(track)}` : ''}`;
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

function Days({ store, day, track }: { store: Snapshot; day: Day; track: string | null }) {
  const { route } = useLocation();
  const count = (id: string) => sessionsOn(store, id).filter(each => !track || each.track === track).length;
  return (
    <div class={styles.days}>
      <Segmented
        label={t('agenda.days')}
        name="day"
        value={day.id}
        onChange={value => route(address(value, track), true)}
        segments={daysInOrder(store).map(each => ({
          value: each.id,
          label: shortDay(each.start),
          note: counted(count(each.id), 'agenda.count'),
        }))}
      />
    </div>
  );
}

function Tracks({ store, day, track }: { store: Snapshot; day: Day; track: string | null }) {
  const { route } = useLocation();
  const present = new Set(sessionsOn(store, day.id).map(session => session.track));
  const show = (id: string | null) => route(address(day.id, id), true);
  return (
    <Chips label={t('agenda.filter')}>
      <Chip pressed={track === null} onClick={() => show(null)}>
        {t('agenda.all')}
      </Chip>
      {[...store.tracks.values()]
        .filter(each => present.has(each.id))
        .map(each => (
          <Chip
            key={each.id}
            pressed={track === each.id}
            onClick={() => show(track === each.id ? null : each.id)}
          >
            <TrackLabel track={each} tracks={store.tracks} />
          </Chip>
        ))}
    </Chips>
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

/** The programme of one day, by start time; day and track stand in the address. */
export function AgendaPage() {
  const store = useStore(snapshot => snapshot);
  const { query } = useLocation();
  useTitle(t('agenda.title'));
  const day = store.days.get(query.day ?? '') ?? currentDay(store, now.value);
  const track = store.tracks.has(query.track ?? '') ? (query.track ?? null) : null;
  useStartAtNow(day?.id);
  const { route } = useLocation();
  if (!day) return <Empty heading="h1" title={t('agenda.title')} />;
  const sessions = sessionsOn(store, day.id).filter(session => !track || session.track === track);
  const groups = groupedByStart(sessions);
  const line = nowLineBefore(groups, now.value, day);
  return (
    <>
      <PageHeader title={t('agenda.title')} />
      <Days store={store} day={day} track={track} />
      <Tracks store={store} day={day} track={track} />
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
        <Empty
          title={t('agenda.empty')}
          actions={<Button onClick={() => route(address(day.id, null), true)}>{t('agenda.show_all')}</Button>}
        >
          {t('agenda.empty_text')}
        </Empty>
      ) : null}
    </>
  );
}
