import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useTitle } from '../../components/arrival';
import { Button } from '../../components/button';
import { Empty } from '../../components/empty';
import { useLater } from '../../components/later';
import { number } from '../../i18n/format';
import { t } from '../../i18n/index';
import type { Day } from '../../shared/document';
import { minutesBehind } from '../../shared/time';
import { EVERYTHING, type Filter, isSameFilter, panelCount } from '../../store/filter';
import { isStarred } from '../../store/own';
import { prefs, setPrefs } from '../../store/prefs';
import { currentDay } from '../../store/select';
import { now, type Snapshot, useStore } from '../../store/signals';
import { addressOf, type Shown, shownIn, type View } from './address';
import styles from './agenda.module.css';
import { Days, FilterChips } from './filters';
import { DayGrid } from './grid';
import { AgendaHead } from './head';
import { DayList } from './list';
import { useHits, useProgramme, useSteadyFilter, useSteadyStore, useTyped, useWide } from './model';
import { FilterPanel } from './panel';
import { hold, keptPlace, usePlace } from './place';
import { PrintHead } from './print-head';
import { usePrinting } from './printing';
import { NothingFound, Results } from './results';
import { SHORTEST, useSearch } from './search';
import { many, w } from './words';

/** Returns what stands where no session is left, and the way back to all of them. */
function Nothing({ filter, onShowAll }: { filter: Filter; onShowAll: () => void }) {
  const isBare = isSameFilter(filter, { ...EVERYTHING, starred: true });
  return (
    <Empty
      title={w(isBare ? 'no_stars' : 'empty')}
      actions={<Button onClick={onShowAll}>{w('show_all')}</Button>}
    >
      {w(isBare ? 'no_stars_text' : 'empty_text')}
    </Empty>
  );
}

/** Returns by how much the phone's clock differs from the times told here, for a visitor from elsewhere who asks for it. */
function PhoneClock({ day }: { day: Day }) {
  const behind = prefs.value.phoneTimes ? minutesBehind(day.start) : 0;
  if (behind === 0) return null;
  return (
    <p class={styles.phoneClock}>
      {w(behind > 0 ? 'behind' : 'ahead', { n: number(Math.abs(behind) / 60) })}
    </p>
  );
}

/** Opens today's list at the now line, in the middle of the screen, and keeps it there while the list settles. */
function useStartAtNow(list: { current: HTMLElement | null }, day: string, isList: boolean): void {
  const done = useRef(keptPlace() ? day : '');
  useLayoutEffect(() => {
    if (!isList || done.current === day) return;
    done.current = day;
    const line = () => document.getElementById('now');
    if (!list.current || !line()) return;
    return hold(list.current, line, () => innerHeight / 2);
  }, [day, isList]);
}

/** Returns the chosen view and how to choose; the grid is only for wide screens. */
function useView(chosen: View | null): View | null {
  const isWide = useWide();
  return isWide ? (chosen ?? prefs.value.agendaView) : null;
}

interface AgendaProps {
  store: Snapshot;
  /** The store with all its texts, which the list need not wait for. */
  texts: Snapshot;
  day: Day;
  shown: Shown;
}

function Agenda({ store, texts, day, shown }: AgendaProps) {
  const { route } = useLocation();
  const filter = useSteadyFilter(shown.filter);
  const change = (next: Partial<Shown>) => {
    route(addressOf({ ...shown, day: day.id, q: text, ...next }), true);
  };
  const { text, type, flush } = useTyped(shown.q, q => change({ q }));
  const [isWanted, setWanted] = useState(shown.q !== '');
  const [isPanelOpen, setPanelOpen] = useState(false);
  const { printing, print } = usePrinting();
  const view = useView(shown.view);
  const { days, all, passing, groups } = useProgramme(store, filter);
  const found = useSearch(texts, text, isWanted || text !== '');
  const hits = useHits(days, passing, found);
  const isSearching = text.trim().length >= SHORTEST;
  const isGrid = view === 'grid' && !isSearching && printing === null;
  const isList = !isGrid && !isSearching;
  // Once drawn it stays behind a search: to draw it anew would take longer than a key may.
  const wasListed = useRef(false);
  wasListed.current ||= isList;
  const isDue = useLater();
  const isListKept = wasListed.current && !isGrid && isDue;
  const list = usePlace(flush, isDue && (!isSearching || found !== undefined));
  useStartAtNow(list, day.id, isList && isDue);

  const sessions = all.get(day.id) ?? [];
  const passed = passing.get(day.id) ?? [];
  const total = hits.reduce((sum, each) => sum + each.sessions.length, 0);
  const onFilter = (next: Filter) => change({ filter: next });
  const isNarrowed = !isSameFilter(filter, EVERYTHING);
  const everyDay = [...passing.values()].reduce((sum, each) => sum + each.length, 0);
  const announced = found === undefined ? w('preparing') : many(total, 'found');
  const printed = printing === 'all' && !isSearching ? days : [day];

  return (
    <div class={styles.page}>
      <PrintHead store={store} q={isSearching ? text : ''} />
      <AgendaHead
        q={text}
        onSearch={type}
        onWant={() => setWanted(true)}
        view={isSearching ? null : view}
        onView={chosen => {
          void setPrefs({ agendaView: chosen });
          change({ view: chosen });
        }}
        filters={panelCount(filter)}
        onFilters={() => setPanelOpen(true)}
        onPrint={() => print('shown')}
      />
      {isSearching ? null : (
        <Days
          days={days}
          day={day}
          count={id => passing.get(id)?.length ?? 0}
          onChoose={id => change({ day: id })}
        />
      )}
      <div class={styles.chips}>
        <FilterChips
          store={store}
          sessions={isSearching ? [...store.sessions.values()] : sessions}
          starred={sessions.filter(({ id }) => isStarred(id)).length}
          filter={filter}
          onFilter={onFilter}
        />
      </div>
      <PhoneClock day={day} />
      <p class={isSearching ? styles.announced : 'vh'} role="status">
        {isSearching ? announced : ''}
      </p>
      <div class={styles.agenda} ref={list}>
        {isSearching ? (
          <>
            {found ? <Results store={texts} days={hits} found={found} whole={printing !== null} /> : null}
            {found && total === 0 ? (
              <NothingFound
                q={text.trim()}
                onClear={isNarrowed && found.size > 0 ? () => onFilter(EVERYTHING) : null}
              />
            ) : null}
          </>
        ) : null}
        {isGrid && passed.length > 0 ? (
          <DayGrid key={day.id} store={store} day={day} sessions={passed} />
        ) : null}
        {isListKept ? (
          <div hidden={!isList}>
            {printed.map(each => (
              <DayList
                key={each.id}
                store={store}
                day={each}
                groups={groups.get(each.id) ?? []}
                whole={printing !== null}
              />
            ))}
          </div>
        ) : null}
        {!isSearching && passed.length === 0 && printing !== 'all' ? (
          <Nothing filter={filter} onShowAll={() => onFilter(EVERYTHING)} />
        ) : null}
      </div>
      {isPanelOpen ? (
        <FilterPanel
          store={store}
          filter={filter}
          count={isSearching ? total : passed.length}
          onFilter={onFilter}
          onClose={() => setPanelOpen(false)}
          prints={(isSearching
            ? ([['print.found', 'shown']] as const)
            : ([
                ['print.day', 'shown'],
                ...(everyDay > passed.length ? [['print.all', 'all'] as const] : []),
              ] as const)
          ).map(([word, scope]) => ({
            text: w(word),
            print: () => {
              setPanelOpen(false);
              print(scope);
            },
          }))}
        />
      ) : null}
    </div>
  );
}

/** The programme by start time, or by room and time; what is shown of it stands in the address. */
export function AgendaPage() {
  const texts = useStore(snapshot => snapshot);
  const store = useSteadyStore(texts);
  const { query } = useLocation();
  useTitle(t('nav.agenda'));
  const shown = shownIn(query, store);
  const day = store.days.get(shown.day ?? '') ?? currentDay(store, now.value);
  if (!day) return <Empty heading="h1" title={t('nav.agenda')} />;
  return <Agenda store={store} texts={texts} day={day} shown={shown} />;
}
