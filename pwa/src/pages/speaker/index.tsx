import { useTitle } from '../../components/arrival';
import { Avatar } from '../../components/avatar';
import { Button, ButtonLink } from '../../components/button';
import { Countdown } from '../../components/countdown';
import { Empty } from '../../components/empty';
import { Notice } from '../../components/facts';
import { Hero } from '../../components/header';
import { Skeleton } from '../../components/skeleton';
import { Words } from '../../components/words';
import { clock, shortDay } from '../../i18n/format';
import type { Session } from '../../shared/document';
import { links } from '../../shared/links';
import { millis } from '../../shared/time';
import { sessionsOf } from '../../store/select';
import { now, type Snapshot, useStore } from '../../store/signals';
import { Changes } from './changes';
import type { Desk } from './desk';
import styles from './desk.module.css';
import { NotifyCard } from './notify-card';
import { Asked } from './questions';
import { SignOut } from './sign-out';
import { Slots } from './slots';
import { useVisit, type Visiting } from './use-visit';
import { w } from './words';

function Next({ session }: { session: Session }) {
  return (
    <div class={styles.next}>
      <p class={styles.role}>{w('next')}</p>
      <Countdown to={session.start} />
      <p class={styles.nextTitle}>
        <Words text={session.title} />
      </p>
    </div>
  );
}

function Head({ store, desk }: { store: Snapshot; desk: Desk }) {
  const speaker = store.speakers.get(desk.speaker);
  const next = sessionsOf(store, desk.speaker).find(
    each => each.status !== 'cancelled' && millis(each.start) > now.value,
  );
  return (
    <Hero>
      <div class={styles.person}>
        {speaker ? <Avatar speaker={speaker} large /> : null}
        <div class={styles.words}>
          <p class={styles.role}>{w('desk')}</p>
          <h1 class={styles.name} tabIndex={-1}>
            {speaker ? <Words text={speaker.name} /> : desk.speaker}
          </h1>
        </div>
      </div>
      {next ? <Next session={next} /> : null}
    </Hero>
  );
}

function Open({ desk, isFresh, visiting }: { desk: Desk; isFresh: boolean; visiting: Visiting }) {
  const store = useStore(snapshot => snapshot);
  return (
    <>
      <Head store={store} desk={desk} />
      {isFresh ? null : (
        <Notice icon="offline" tone="quiet">
          {w('as_of', { time: `${shortDay(desk.asOf)} ${clock(desk.asOf)}` })}
        </Notice>
      )}
      {isFresh && !desk.isLinked ? (
        <Notice icon="alert" tone="warn">
          {w('not_linked')}
        </Notice>
      ) : null}
      <Changes store={store} desk={desk} onSeen={visiting.acknowledge} />
      <Slots store={store} desk={desk} />
      <Asked key={desk.speaker} store={store} />
      <NotifyCard />
      <SignOut onOut={visiting.out} />
    </>
  );
}

/** The speaker's desk: own slots, what changed, and what has to be acknowledged; it opens offline too. */
export function SpeakerDesk() {
  const visiting = useVisit();
  const { visit } = visiting;
  useTitle(w('desk'));
  if (visit.kind === 'asking') return <Skeleton />;
  if (visit.kind === 'in') return <Open desk={visit.desk} isFresh={visit.isFresh} visiting={visiting} />;
  if (visit.kind === 'unreachable') {
    return (
      <Empty
        heading="h1"
        icon="offline"
        title={w('unreachable')}
        actions={
          <Button icon="refresh" onClick={visiting.again}>
            {w('retry')}
          </Button>
        }
      />
    );
  }
  return (
    <Empty
      heading="h1"
      title={w('out_title')}
      actions={<ButtonLink href={links.agenda}>{w('to_agenda')}</ButtonLink>}
    >
      {visit.notice ? (
        <p class={styles.notice} role="alert">
          {w(visit.notice)}
        </p>
      ) : null}
      {w('out_text')}
    </Empty>
  );
}
