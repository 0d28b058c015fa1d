import { ButtonLink } from '../components/button';
import { Card, LinkRow, List } from '../components/list';
import { Section } from '../components/section';
import { Words } from '../components/words';
import { clock, shortDay } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { stars } from '../store/own';
import { isOver, sessionsNamed } from '../store/select';
import { now, type Snapshot } from '../store/signals';
import styles from './me.module.css';
import { w } from './phone-words';

const MOST = 5;

function whenAndWhere(store: Snapshot, session: Session): string {
  const room = store.rooms.get(session.room ?? '');
  const start = `${shortDay(session.start)} ${clock(session.start)}`;
  if (session.status === 'cancelled') return `${start} · ${t('agenda.cancelled')}`;
  return room ? `${start} · ${localText(room.name).value}` : start;
}

function Nothing() {
  return (
    <Card>
      <p class={styles.title}>{w('agenda.none')}</p>
      <p class={styles.text}>{w('agenda.none_text')}</p>
      <p class={styles.action}>
        <ButtonLink look="soft" small icon="agenda" href={links.agenda}>
          {w('agenda.open')}
        </ButtonLink>
      </p>
    </Card>
  );
}

/** Returns the visitor's starred sessions that are still to come, with the way to all of them. */
export function MyAgenda({ store }: { store: Snapshot }) {
  const starred = [...stars.value.values()].filter(star => star.starred).map(star => star.session);
  const sessions = sessionsNamed(store, starred);
  const ahead = sessions.filter(session => !isOver(session, now.value)).slice(0, MOST);
  const all = sessions.length > 0 ? { href: `${links.agenda}?starred=1`, text: t('home.all') } : undefined;
  return (
    <Section title={w('agenda.title')} {...(all ? { link: all } : {})}>
      {sessions.length === 0 ? <Nothing /> : null}
      {sessions.length > 0 && ahead.length === 0 ? (
        <Card>
          <p class={styles.text}>{w('agenda.over')}</p>
        </Card>
      ) : null}
      {ahead.length > 0 ? (
        <List>
          {ahead.map(session => (
            <LinkRow
              key={session.id}
              href={links.session(session.id)}
              title={<Words text={session.title} />}
              meta={<span class="num">{whenAndWhere(store, session)}</span>}
            />
          ))}
        </List>
      ) : null}
    </Section>
  );
}
