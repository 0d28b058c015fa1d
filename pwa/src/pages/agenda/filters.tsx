import { Chip, Chips } from '../../components/chips';
import { Icon } from '../../components/icon';
import { Segmented } from '../../components/segmented';
import { TrackLabel } from '../../components/track';
import { shortDay } from '../../i18n/format';
import type { Day, Session } from '../../shared/document';
import { EVERYTHING, type Filter, isSameFilter } from '../../store/filter';
import type { Snapshot } from '../../store/signals';
import styles from './agenda.module.css';
import { many, w } from './words';

/** Returns the choice of the day, with how many sessions pass on each. */
export function Days({
  days,
  day,
  count,
  onChoose,
}: {
  days: readonly Day[];
  day: Day;
  count: (day: string) => number;
  onChoose: (day: string) => void;
}) {
  return (
    <div class={styles.days}>
      <Segmented
        label={w('days')}
        name="day"
        value={day.id}
        onChange={onChoose}
        segments={days.map(each => ({
          value: each.id,
          label: shortDay(each.start),
          note: many(count(each.id), 'count'),
        }))}
      />
    </div>
  );
}

/** Returns the chips for what is asked most: all, the starred, each track of these sessions. */
export function FilterChips({
  store,
  sessions,
  starred,
  filter,
  onFilter,
}: {
  store: Snapshot;
  sessions: readonly Session[];
  /** How many of them are starred. */
  starred: number;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  const present = new Set(sessions.map(session => session.track));
  const toggle = (track: string) => onFilter({ ...filter, track: filter.track === track ? null : track });
  return (
    <Chips label={w('chips')}>
      <Chip pressed={isSameFilter(filter, EVERYTHING)} onClick={() => onFilter(EVERYTHING)}>
        {w('all')}
      </Chip>
      <Chip
        pressed={filter.starred}
        count={starred}
        onClick={() => onFilter({ ...filter, starred: !filter.starred })}
      >
        <Icon name="star" size="small" />
        {w('starred')}
      </Chip>
      {[...store.tracks.values()]
        .filter(({ id }) => present.has(id) || filter.track === id)
        .map(track => (
          <Chip key={track.id} pressed={filter.track === track.id} onClick={() => toggle(track.id)}>
            <TrackLabel track={track} tracks={store.tracks} />
          </Chip>
        ))}
    </Chips>
  );
}
