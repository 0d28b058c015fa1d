import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { sayPlaces } from '../../api/places';
import { useTitle } from '../../components/arrival';
import { Button } from '../../components/button';
import { SelectField } from '../../components/field';
import { Segmented } from '../../components/segmented';
import { Words } from '../../components/words';
import { clock, shortDay, span } from '../../i18n/format';
import { localText } from '../../i18n/index';
import type { Session } from '../../shared/document';
import { links } from '../../shared/links';
import { hearPlaces, type Place, placesOf } from '../../store/places';
import { now, type Snapshot, useStore } from '../../store/signals';
import { atDoors } from './at-doors';
import styles from './doors.module.css';
import { FrameHead } from './frame';
import { refusal } from './refusal';
import { w } from './words';

const STATES = ['free', 'filling', 'full'] as const;

/** What was pressed and is on its way to the server; empty takes back what was said. */
type Pressed = Place['state'] | '';

/** A session's door: how full its room is, said by one press and known on open phones within a second. */
function Door({ store, session }: { store: Snapshot; session: Session }) {
  const [pressed, setPressed] = useState<Pressed | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const said = placesOf(session, now.value);
  const room = store.rooms.get(session.room ?? '');
  const title = localText(session.title).value;
  const say = async (state: Pressed) => {
    if (pressed !== null) return;
    setPressed(state);
    const outcome = await sayPlaces(session.id, state || null);
    // The stream tells it to this page too, where there is one.
    if (outcome.ok) await hearPlaces({ whole: false, sessions: [outcome.value] }).catch(() => undefined);
    setFault(outcome.ok ? null : refusal(outcome.problem));
    setPressed(null);
  };
  return (
    <li class={styles.door} aria-busy={pressed !== null ? 'true' : undefined}>
      <p class={[styles.when, 'num'].join(' ')}>
        {shortDay(session.start)} · {span(session.start, session.end)}
      </p>
      <h2 class={styles.title}>
        <Words text={session.title} />
      </h2>
      <p class={styles.room}>{room ? <Words text={room.name} /> : session.room}</p>
      <Segmented
        label={w('places_of', { title })}
        name={`places-${session.id}`}
        value={pressed ?? said?.state ?? ''}
        segments={STATES.map(state => ({ value: state, label: w(`places_${state}`) }))}
        onChange={state => void say(state as Pressed)}
      />
      {fault ? (
        <p class={styles.fault} role="alert">
          {fault}
        </p>
      ) : null}
      <div class={styles.said}>
        <p class="num" role="status">
          {said ? w('places_said', { time: clock(said.at) }) : w('places_unsaid')}
        </p>
        {said ? (
          <Button look="plain" small onClick={() => void say('')}>
            {w('places_clear')} <span class="vh">{title}</span>
          </Button>
        ) : null}
      </div>
    </li>
  );
}

/** The doors of the rooms: where one says whether there are places left. */
export function Doors() {
  const store = useStore(snapshot => snapshot);
  const { query, route } = useLocation();
  useTitle(w('doors'));
  const room = store.rooms.has(query.room ?? '') ? (query.room ?? null) : null;
  const used = new Set([...store.sessions.values()].map(session => session.room));
  const rooms = [...store.rooms.values()]
    .filter(({ id }) => used.has(id))
    .map(({ id, name }) => ({ value: id, text: localText(name).value }))
    .sort((a, b) => a.text.localeCompare(b.text));
  const sessions = atDoors(store, room, now.value);
  return (
    <>
      <FrameHead title={w('doors')} />
      <div class={styles.controls}>
        <p class={styles.hint}>{w('doors_hint')}</p>
        <SelectField
          label={w('room')}
          value={room ?? ''}
          options={[{ value: '', text: w('doors_all') }, ...rooms]}
          onChange={chosen =>
            route(chosen ? `${links.doors}?room=${encodeURIComponent(chosen)}` : links.doors, true)
          }
        />
      </div>
      {sessions.length === 0 ? (
        <p class={styles.none} role="status">
          {w('doors_none')}
        </p>
      ) : (
        <ul class={styles.doors} aria-label={w('doors')}>
          {sessions.map(session => (
            <Door key={session.id} store={store} session={session} />
          ))}
        </ul>
      )}
    </>
  );
}
