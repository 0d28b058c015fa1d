import { useEffect, useState } from 'preact/hooks';
import { type Reach, reachOf } from '../../api/announcements';
import { Chip } from '../../components/chips';
import { SearchField } from '../../components/field';
import { SwitchRow } from '../../components/switch';
import { Words } from '../../components/words';
import { clock, shortDay } from '../../i18n/format';
import type { Session, Text } from '../../shared/document';
import type { Snapshot } from '../../store/signals';
import styles from './compose.module.css';
import { type Draft, offersExhibitors } from './draft';
import { findSessions } from './find-sessions';
import { w } from './words';

const MOST_MATCHES = 6;

function toggled(ids: string[], id: string): string[] {
  return ids.includes(id) ? ids.filter(each => each !== id) : [...ids, id];
}

function ChipGroup({
  label,
  records,
  chosen,
  onChange,
}: {
  label: string;
  records: { id: string; name: Text }[];
  chosen: string[];
  onChange: (ids: string[]) => void;
}) {
  if (records.length === 0) return null;
  return (
    <fieldset class={styles.group}>
      <legend class={styles.optionTitle}>{label}</legend>
      <div class={styles.chips}>
        {records.map(({ id, name }) => (
          <Chip key={id} pressed={chosen.includes(id)} onClick={() => onChange(toggled(chosen, id))}>
            <Words text={name} />
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

function SessionChip({
  session,
  pressed,
  onClick,
}: {
  session: Session;
  pressed: boolean;
  onClick: () => void;
}) {
  return (
    <Chip pressed={pressed} onClick={onClick}>
      <span class={[styles.sessionChip, 'num'].join(' ')}>
        {shortDay(session.start)} {clock(session.start)} · <Words text={session.title} />
      </span>
    </Chip>
  );
}

function SessionGroup({
  store,
  chosen,
  onChange,
}: {
  store: Snapshot;
  chosen: string[];
  onChange: (ids: string[]) => void;
}) {
  const [query, setQuery] = useState('');
  const found = findSessions(store, query).filter(session => !chosen.includes(session.id));
  const picked = chosen.flatMap(id => store.sessions.get(id) ?? []);
  const toggle = (id: string) => onChange(toggled(chosen, id));
  return (
    <fieldset class={styles.group}>
      <legend class={styles.optionTitle}>{w('starred_sessions')}</legend>
      <SearchField label={w('find_session')} hint={w('find_session_hint')} value={query} onInput={setQuery} />
      <div class={styles.chips}>
        {picked.map(session => (
          <SessionChip key={session.id} session={session} pressed onClick={() => toggle(session.id)} />
        ))}
        {found.slice(0, MOST_MATCHES).map(session => (
          <SessionChip
            key={session.id}
            session={session}
            pressed={false}
            onClick={() => toggle(session.id)}
          />
        ))}
      </div>
      {query.trim() && found.length === 0 ? <p class={styles.hint}>{w('no_match')}</p> : null}
      {found.length > MOST_MATCHES ? (
        <p class={styles.hint}>{w('more_matches', { n: found.length - MOST_MATCHES })}</p>
      ) : null}
    </fieldset>
  );
}

/** Returns how many exhibitors can be reached now; null while unknown. */
function useExhibitors(): Reach | null {
  const [reach, setReach] = useState<Reach | null>(null);
  useEffect(() => {
    let current = true;
    void reachOf({ exhibitors: true }).then(outcome => {
      if (current && outcome.ok) setReach(outcome.value);
    });
    return () => {
      current = false;
    };
  }, []);
  return reach;
}

/** Returns the groups of which an audience is the union: topics, stars, speakers, exhibitors. */
export function AudienceGroups({
  store,
  draft,
  change,
}: {
  store: Snapshot;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}) {
  const reach = useExhibitors();
  return (
    <div class={styles.groups} id="audience" tabIndex={-1}>
      <ChipGroup
        label={w('topics')}
        records={[...store.topics.values()]}
        chosen={draft.topics}
        onChange={topics => change({ topics })}
      />
      <ChipGroup
        label={w('starred_tracks')}
        records={[...store.tracks.values()]}
        chosen={draft.tracks}
        onChange={tracks => change({ tracks })}
      />
      <SessionGroup store={store} chosen={draft.sessions} onChange={sessions => change({ sessions })} />
      <div>
        <h3 class={styles.optionTitle}>{w('people')}</h3>
        <ul class={styles.switches}>
          <SwitchRow
            title={w('to_speakers')}
            checked={draft.speakers}
            onChange={speakers => change({ speakers })}
          />
          {offersExhibitors(draft, reach) ? (
            <SwitchRow
              title={w('to_exhibitors')}
              checked={draft.exhibitors}
              onChange={exhibitors => change({ exhibitors })}
            />
          ) : null}
        </ul>
      </div>
    </div>
  );
}
