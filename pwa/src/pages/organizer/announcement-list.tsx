import { useEffect, useState } from 'preact/hooks';
import { listAnnouncements, type OrganizerAnnouncement } from '../../api/announcements';
import type { Outcome } from '../../api/client';
import { useTitle } from '../../components/arrival';
import { Button, ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { LinkRow, List, Tile } from '../../components/list';
import { Skeleton } from '../../components/skeleton';
import { Words } from '../../components/words';
import { number } from '../../i18n/format';
import { links } from '../../shared/links';
import { type Snapshot, useStore } from '../../store/signals';
import styles from './announcement-list.module.css';
import { audienceWords } from './audience-words';
import { FrameHead } from './frame';
import { stateWords } from './state-words';
import { w } from './words';

function Entry({ announcement, store }: { announcement: OrganizerAnnouncement; store: Snapshot }) {
  const { counts } = announcement;
  return (
    <li class={styles.entry}>
      <a class={styles.link} href={links.report(announcement.id)}>
        <div class={styles.text}>
          <Words as="h2" class={styles.title} text={announcement.title} />
          <p class={[styles.meta, 'num'].join(' ')}>
            {stateWords(announcement)} · {audienceWords(store, announcement.audience)}
          </p>
        </div>
        {announcement.sent_at === null ? null : (
          <p class={[styles.count, 'num'].join(' ')}>
            <b>{number(counts.accepted)}</b>
            <span>{w('of_audience', { n: number(counts.audience) })}</span>
          </p>
        )}
      </a>
    </li>
  );
}

/** The announcements made so far, the newest first, with how many phones took each. */
export function AnnouncementList() {
  const store = useStore(snapshot => snapshot);
  const [outcome, setOutcome] = useState<Outcome<OrganizerAnnouncement[]> | null>(null);
  useTitle(w('announcements'));
  const load = () => void listAnnouncements().then(setOutcome);
  useEffect(load, []);
  return (
    <>
      <FrameHead title={w('announcements')}>
        <ButtonLink href={links.compose} icon="send" small>
          {w('new')}
        </ButtonLink>
      </FrameHead>
      {outcome === null ? <Skeleton /> : null}
      {outcome?.ok === false ? (
        <Empty icon="alert" title={w('unreachable')} actions={<Button onClick={load}>{w('retry')}</Button>} />
      ) : null}
      {outcome?.ok && outcome.value.length === 0 ? <Empty title={w('none')}>{w('none_text')}</Empty> : null}
      {outcome?.ok && outcome.value.length > 0 ? (
        <ul class={styles.list}>
          {outcome.value.map(each => (
            <Entry key={each.id} announcement={each} store={store} />
          ))}
        </ul>
      ) : null}
      <div class={styles.poster}>
        <List>
          <LinkRow
            href={links.poster}
            lead={<Tile name="print" tone="quiet" />}
            title={w('poster')}
            meta={w('poster_text')}
          />
        </List>
      </div>
    </>
  );
}
