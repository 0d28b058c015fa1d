import { useLocation } from 'preact-iso';
import { useTitle } from '../../components/arrival';
import { ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { PageHeader } from '../../components/header';
import { LinkRow, List } from '../../components/list';
import { Words } from '../../components/words';
import { clock, shortDay } from '../../i18n/format';
import { localText } from '../../i18n/index';
import type { Session } from '../../shared/document';
import { links } from '../../shared/links';
import { isRunning } from '../../store/select';
import { now, type Snapshot, useStore } from '../../store/signals';
import styles from './about.module.css';
import { askable, sharedText } from './asking';
import { w } from './words';

function when(store: Snapshot, session: Session): string {
  const time = isRunning(session, now.value)
    ? w('ask.now')
    : `${shortDay(session.start)} ${clock(session.start)}`;
  const room = localText(store.rooms.get(session.room ?? '')?.name).value;
  return [time, room].filter(Boolean).join(' · ');
}

/** Where a text shared from another app arrives: it becomes a question to the session that the visitor picks. */
export function AskPage() {
  const store = useStore(snapshot => snapshot);
  const { query } = useLocation();
  useTitle(w('ask.title'));
  const text = sharedText(query);
  const sessions = askable(store, now.value);
  if (sessions.length === 0) {
    return (
      <>
        <PageHeader title={w('ask.title')} up={links.home} />
        <Empty title={w('ask.none')} actions={<ButtonLink href={links.agenda}>{w('ask.agenda')}</ButtonLink>}>
          {w('ask.none_text')}
        </Empty>
      </>
    );
  }
  return (
    <>
      <PageHeader title={w('ask.title')} up={links.home} />
      {text ? <blockquote class={styles.quote}>{text}</blockquote> : null}
      <p class={styles.lead}>{w('ask.text')}</p>
      <List>
        {sessions.map(session => (
          <LinkRow
            key={session.id}
            href={`${links.session(session.id)}?${new URLSearchParams({ ask: text })}`}
            title={<Words text={session.title} />}
            meta={<span class="num">{when(store, session)}</span>}
          />
        ))}
      </List>
    </>
  );
}
