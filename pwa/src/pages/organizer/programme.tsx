import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useTitle } from '../../components/arrival';
import { Badge } from '../../components/badge';
import { SearchField } from '../../components/field';
import { LinkRow, List } from '../../components/list';
import { Segmented } from '../../components/segmented';
import { Words } from '../../components/words';
import { clock, shortDay } from '../../i18n/format';
import type { Session } from '../../shared/document';
import { links } from '../../shared/links';
import { currentDay, daysInOrder, sessionsOn } from '../../store/select';
import { now, type Snapshot, useStore } from '../../store/signals';
import { findSessions } from './find-sessions';
import { FrameHead } from './frame';
import styles from './programme.module.css';
import { w } from './words';

function Entry({ store, session, withDay }: { store: Snapshot; session: Session; withDay: boolean }) {
  const room = store.rooms.get(session.room ?? '');
  const isOff = session.status === 'cancelled';
  const title = <Words text={session.title} />;
  return (
    <LinkRow
      href={links.reschedule(session.id)}
      lead={
        <span class={[styles.time, 'num'].join(' ')}>
          <b>{clock(session.start)}</b>
          <span>{clock(session.end)}</span>
        </span>
      }
      title={isOff ? <s>{title}</s> : title}
      meta={
        <>
          {withDay ? `${shortDay(session.start)} · ` : null}
          {room ? <Words text={room.name} /> : w('no_room')}
        </>
      }
      end={isOff ? <Badge tone="off">{w('cancelled')}</Badge> : null}
    />
  );
}

function Days({ store, day }: { store: Snapshot; day: string }) {
  const { route } = useLocation();
  return (
    <Segmented
      label={w('day')}
      name="day"
      value={day}
      segments={daysInOrder(store).map(each => ({ value: each.id, label: shortDay(each.start) }))}
      onChange={value => route(`${links.programme}?day=${encodeURIComponent(value)}`, true)}
    />
  );
}

/** The programme by days, with search: where one chooses the session to move, cancel or restore. */
export function Programme() {
  const store = useStore(snapshot => snapshot);
  const { query } = useLocation();
  const [sought, setSought] = useState('');
  useTitle(w('programme'));
  const day = store.days.get(query.day ?? '') ?? currentDay(store, now.value);
  const isSearch = sought.trim() !== '';
  const sessions = isSearch ? findSessions(store, sought) : sessionsOn(store, day?.id ?? '');
  return (
    <>
      <FrameHead title={w('programme')} />
      <div class={styles.controls}>
        <p class={styles.hint}>{w('programme_hint')}</p>
        <SearchField
          label={w('find_session')}
          hint={w('find_session_hint')}
          value={sought}
          onInput={setSought}
        />
        {isSearch || !day ? null : <Days store={store} day={day.id} />}
      </div>
      {sessions.length === 0 ? (
        <p class={styles.none} role="status">
          {w('no_match')}
        </p>
      ) : (
        <div class={styles.list}>
          <List label={w('programme')}>
            {sessions.map(session => (
              <Entry key={session.id} store={store} session={session} withDay={isSearch} />
            ))}
          </List>
        </div>
      )}
    </>
  );
}
