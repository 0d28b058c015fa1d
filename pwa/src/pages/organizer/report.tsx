import { useEffect, useState } from 'preact/hooks';
import { announcementReport, type Counts, type OrganizerAnnouncement, type Outcome } from '../../api/client';
import { useTitle } from '../../components/arrival';
import { Button, ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { Icon } from '../../components/icon';
import { Skeleton } from '../../components/skeleton';
import { Words } from '../../components/words';
import { clock, number, shortDay } from '../../i18n/format';
import { localText } from '../../i18n/index';
import { links } from '../../shared/links';
import { useStore } from '../../store/signals';
import { audienceWords } from '../audience';
import { FrameHead } from './frame';
import styles from './report.module.css';
import { w } from './words';

const EVERY = 2_000;

type Asked = Outcome<OrganizerAnnouncement> | null;

/** Returns the announcement and its counts, asked for again and again while the page is seen. */
function useReport(id: string): [Asked, () => void] {
  const [asked, setAsked] = useState<Asked>(null);
  const load = () =>
    void announcementReport(id).then(outcome =>
      // A missed answer in between leaves the last numbers standing.
      setAsked(last => (!outcome.ok && last?.ok ? last : outcome)),
    );
  useEffect(() => {
    load();
    const clockwork = setInterval(() => {
      if (document.visibilityState === 'visible') load();
    }, EVERY);
    return () => clearInterval(clockwork);
  }, [id]);
  return [asked, load];
}

const STATES = ['accepted', 'pending', 'gone', 'rejected', 'expired', 'recalled'] as const;

function Bar({ counts }: { counts: Counts }) {
  return (
    <progress
      class={styles.bar}
      max={Math.max(1, counts.audience)}
      value={counts.accepted}
      aria-label={w('accepted')}
    />
  );
}

function Numbers({ counts }: { counts: Counts }) {
  return (
    <section class={styles.card} aria-labelledby="report">
      <h2 class="vh" id="report">
        {w('report')}
      </h2>
      <p class={[styles.big, 'num'].join(' ')} role="status">
        <b>{number(counts.accepted)}</b>
        <span>{w('of_audience', { n: number(counts.audience) })}</span>
      </p>
      <Bar counts={counts} />
      {counts.audience === 0 ? <p class={styles.hint}>{w('no_audience')}</p> : null}
      <dl class={[styles.counts, 'num'].join(' ')}>
        {STATES.map(state => (
          <div key={state}>
            <dt>{w(state)}</dt>
            <dd>{number(counts[state])}</dd>
          </div>
        ))}
        {(['shown', 'opened'] as const).map(state =>
          // A server that counts no receipts says nothing here: a nought would be a claim.
          counts[state] === undefined ? null : (
            <div key={state}>
              <dt>{w(state)}</dt>
              <dd>{number(counts[state])}</dd>
            </div>
          ),
        )}
      </dl>
      <p class={styles.hint}>{w('live')}</p>
    </section>
  );
}

function Texts({ announcement }: { announcement: OrganizerAnnouncement }) {
  const store = useStore(snapshot => snapshot);
  const at = announcement.sent_at;
  return (
    <section class={styles.card}>
      {(['id', 'en'] as const).map(locale => (
        <div class={styles.text} key={locale} lang={locale}>
          <p class={styles.language}>{locale.toUpperCase()}</p>
          <div>
            <h3 class={styles.title}>{announcement.title[locale]}</h3>
            <p>{announcement.body[locale]}</p>
          </div>
        </div>
      ))}
      <p class={[styles.meta, 'num'].join(' ')}>
        {at ? w('sent_at', { time: `${shortDay(at)} ${clock(at)}` }) : w('not_yet')} ·{' '}
        {audienceWords(store, announcement.audience)} · {announcement.path}
      </p>
    </section>
  );
}

/** One announcement with its numbers, which follow while the page is open. */
export function Report({ id }: { id: string }) {
  const [asked, load] = useReport(id);
  useTitle(asked?.ok ? localText(asked.value.title).value : w('report'));
  if (asked === null) return <Skeleton />;
  if (!asked.ok) {
    const missing = asked.problem.kind === 'refused' && asked.problem.status === 404;
    return (
      <Empty
        heading="h1"
        icon="alert"
        title={missing ? w('missing') : w('unreachable')}
        actions={
          <>
            {missing ? null : <Button onClick={load}>{w('retry')}</Button>}
            <ButtonLink look="plain" href={links.organizer}>
              {w('back_to_list')}
            </ButtonLink>
          </>
        }
      />
    );
  }
  return (
    <>
      <FrameHead
        above={
          <a href={links.organizer}>
            <Icon name="left" size="small" />
            {w('announcements')}
          </a>
        }
        title={<Words text={asked.value.title} />}
      >
        <ButtonLink look="outline" small href={links.compose}>
          {w('another')}
        </ButtonLink>
      </FrameHead>
      <div class={styles.desk}>
        <Numbers counts={asked.value.counts} />
        <Texts announcement={asked.value} />
      </div>
    </>
  );
}
