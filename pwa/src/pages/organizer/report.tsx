import { useEffect, useState } from 'preact/hooks';
import { announcementReport, type Counts, type OrganizerAnnouncement } from '../../api/announcements';
import type { Outcome, Problem } from '../../api/client';
import { useTitle } from '../../components/arrival';
import { Button, ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { Icon } from '../../components/icon';
import { Skeleton } from '../../components/skeleton';
import { Words } from '../../components/words';
import { number } from '../../i18n/format';
import { localText } from '../../i18n/index';
import { links } from '../../shared/links';
import { useStore } from '../../store/signals';
import { audienceWords } from './audience-words';
import { FrameHead } from './frame';
import { isRefused } from './refusal';
import styles from './report.module.css';
import { ReportActions } from './report-actions';
import { ServiceTable } from './service-table';
import { momentWords, stateWords } from './state-words';
import { TimelineChart } from './timeline-chart';
import { w } from './words';

const EVERY = 2_000;

type Asked = Outcome<OrganizerAnnouncement> | null;

interface Asking {
  asked: Asked;
  load: () => void;
  /** Notes what the server answered elsewhere. */
  note: (announcement: OrganizerAnnouncement) => void;
}

/** Returns the announcement and its counts, asked for again and again while the page is seen. */
function useReport(id: string): Asking {
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
  const note = (announcement: OrganizerAnnouncement) => {
    setAsked({ ok: true, value: announcement });
    load();
  };
  return { asked, load, note };
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

function Numbers({ counts, isSent }: { counts: Counts; isSent: boolean }) {
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
      {isSent && counts.audience === 0 ? <p class={styles.hint}>{w('no_audience')}</p> : null}
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
        {stateWords(announcement)} · {audienceWords(store, announcement.audience)} · {announcement.path}
        {announcement.expires_at ? (
          <> · {w('expires_at', { time: momentWords(announcement.expires_at) })}</>
        ) : null}
      </p>
    </section>
  );
}

/** Returns the line that says that an announcement waits or has been taken back; nothing once it is simply out. */
function State({ announcement }: { announcement: OrganizerAnnouncement }) {
  if (announcement.sent_at !== null && !announcement.recalled_at) return null;
  return (
    <p class={[styles.state, announcement.recalled_at ? styles.over : '', 'num'].join(' ')}>
      <Icon name={announcement.recalled_at ? 'x' : 'clock'} size="medium" />
      {stateWords(announcement)}
    </p>
  );
}

function NoReport({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const isMissing = isRefused(problem, 404);
  return (
    <Empty
      heading="h1"
      icon="alert"
      title={isMissing ? w('missing') : w('unreachable')}
      actions={
        <>
          {isMissing ? null : <Button onClick={onRetry}>{w('retry')}</Button>}
          <ButtonLink look="plain" href={links.organizer}>
            {w('back_to_list')}
          </ButtonLink>
        </>
      }
    />
  );
}

/** One announcement with its numbers, which follow while the page is open. */
export function Report({ id }: { id: string }) {
  const { asked, load, note } = useReport(id);
  useTitle(asked?.ok ? localText(asked.value.title).value : w('report'));
  if (asked === null) return <Skeleton />;
  if (!asked.ok) return <NoReport problem={asked.problem} onRetry={load} />;
  const announcement = asked.value;
  return (
    <>
      <FrameHead
        above={
          <a href={links.organizer}>
            <Icon name="left" size="small" />
            {w('announcements')}
          </a>
        }
        title={<Words text={announcement.title} />}
      >
        <ReportActions announcement={announcement} onChanged={note} />
      </FrameHead>
      <State announcement={announcement} />
      <div class={styles.desk}>
        <Numbers counts={announcement.counts} isSent={announcement.sent_at !== null} />
        <Texts announcement={announcement} />
        {announcement.sent_at === null ? null : <TimelineChart timeline={announcement.timeline ?? []} />}
        <ServiceTable services={announcement.services ?? []} />
      </div>
    </>
  );
}
