import { Badge } from '../../components/badge';
import { ButtonLink } from '../../components/button';
import { Section } from '../../components/section';
import { Words } from '../../components/words';
import { shortDay, span } from '../../i18n/format';
import type { Session } from '../../shared/document';
import { links } from '../../shared/links';
import { isOver, isRunning, sessionsOf } from '../../store/select';
import { now, type Snapshot } from '../../store/signals';
import { type Desk, unseen } from './desk';
import styles from './desk.module.css';
import { w } from './words';

function State({ session, hasChanged }: { session: Session; hasChanged: boolean }) {
  if (session.status === 'cancelled') return <Badge tone="off">{w('cancelled')}</Badge>;
  if (isRunning(session, now.value)) return <Badge tone="live">{w('live')}</Badge>;
  if (isOver(session, now.value)) return <Badge>{w('over')}</Badge>;
  return hasChanged ? <Badge tone="warn">{w('changed')}</Badge> : null;
}

function Slot({ store, session, hasChanged }: { store: Snapshot; session: Session; hasChanged: boolean }) {
  const room = store.rooms.get(session.room ?? '');
  const title = <Words text={session.title} />;
  return (
    <li class={styles.slot}>
      <div class={styles.slotHead}>
        <p class={[styles.meta, 'num'].join(' ')}>
          {shortDay(session.start)} · <b>{span(session.start, session.end)}</b>
        </p>
        <State session={session} hasChanged={hasChanged} />
      </div>
      <h3 class={styles.title}>
        <a class={styles.link} href={links.session(session.id)}>
          {session.status === 'cancelled' ? <s>{title}</s> : title}
        </a>
      </h3>
      {room ? (
        <div class={styles.room}>
          <Words as="p" class={styles.roomName} text={room.name} />
          <ButtonLink look="soft" small icon="map" href={`${links.map}?room=${encodeURIComponent(room.id)}`}>
            {w('on_map')}
          </ButtonLink>
        </div>
      ) : null}
    </li>
  );
}

/** Returns the speaker's sessions from the phone's own agenda in order of time, those that are over last. */
export function Slots({ store, desk }: { store: Snapshot; desk: Desk }) {
  const sessions = sessionsOf(store, desk.speaker);
  const over = sessions.filter(session => isOver(session, now.value));
  const inOrder = [...sessions.filter(session => !over.includes(session)), ...over];
  const changed = new Set(unseen(desk).map(change => change.session));
  return (
    <Section title={w('slots')}>
      {sessions.length === 0 ? <p class={styles.none}>{w('no_slots')}</p> : null}
      <ul class={styles.slots}>
        {inOrder.map(session => (
          <Slot key={session.id} store={store} session={session} hasChanged={changed.has(session.id)} />
        ))}
      </ul>
    </Section>
  );
}
