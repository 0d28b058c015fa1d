import { useState } from 'preact/hooks';
import type { ProgrammePreview } from '../../api/programme';
import { useTitle } from '../../components/arrival';
import { Badge } from '../../components/badge';
import { ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { Icon } from '../../components/icon';
import { Words } from '../../components/words';
import { shortDay, span } from '../../i18n/format';
import { localText } from '../../i18n/index';
import type { Session } from '../../shared/document';
import { links } from '../../shared/links';
import { type Snapshot, useStore } from '../../store/signals';
import { FrameHead } from './frame';
import { PlanForm } from './plan-form';
import { type Published, PublishStep } from './publish-step';
import { PublishedNote } from './published-note';
import styles from './reschedule.module.css';
import { w } from './words';

/** Where one is: choosing what shall be, looking at what would be pushed, or done. */
type Step =
  | { kind: 'plan' }
  | { kind: 'publish'; after: Session; preview: ProgrammePreview }
  | { kind: 'done'; published: Published };

function Head({ store, session }: { store: Snapshot; session: Session }) {
  const room = store.rooms.get(session.room ?? '');
  return (
    <FrameHead
      above={
        <a href={`${links.programme}?day=${encodeURIComponent(session.day)}`}>
          <Icon name="left" size="small" />
          {w('programme')}
        </a>
      }
      title={<Words text={session.title} />}
    >
      <p class={[styles.now, 'num'].join(' ')}>
        {session.status === 'cancelled' ? <Badge tone="off">{w('cancelled')}</Badge> : null}
        <span>
          {shortDay(session.start)} {span(session.start, session.end)}
          {room ? (
            <>
              {' · '}
              <Words text={room.name} />
            </>
          ) : null}
        </span>
      </p>
    </FrameHead>
  );
}

function Steps({ store, session }: { store: Snapshot; session: Session }) {
  const [step, setStep] = useState<Step>({ kind: 'plan' });
  // The base that is published against is the record that was looked at, whatever syncs meanwhile.
  const [before, setBefore] = useState(session);
  const restart = (fresh: Session) => {
    setBefore(fresh);
    setStep({ kind: 'plan' });
  };
  if (step.kind === 'done') {
    return <PublishedNote published={step.published} onAgain={() => restart(session)} />;
  }
  return (
    <>
      {/* Hidden and not gone: going back finds the form as it was left. */}
      <div hidden={step.kind !== 'plan'}>
        <PlanForm
          key={before.revision}
          store={store}
          session={before}
          onReload={restart}
          onPreviewed={(after, preview) => setStep({ kind: 'publish', after, preview })}
        />
      </div>
      {step.kind === 'publish' ? (
        <PublishStep
          store={store}
          before={before}
          after={step.after}
          preview={step.preview}
          onBack={() => setStep({ kind: 'plan' })}
          onReload={restart}
          onPublished={published => setStep({ kind: 'done', published })}
        />
      ) : null}
    </>
  );
}

/** One session: move, cancel or restore it, see what would be pushed, publish. */
export function Reschedule({ id }: { id: string }) {
  const store = useStore(snapshot => snapshot);
  const session = store.sessions.get(id);
  useTitle(session ? localText(session.title).value : w('reschedule'));
  if (!session) {
    return (
      <Empty
        heading="h1"
        title={w('missing_session')}
        actions={<ButtonLink href={links.programme}>{w('back_to_programme')}</ButtonLink>}
      />
    );
  }
  return (
    <>
      <Head store={store} session={session} />
      <div class={styles.page}>
        <Steps key={id} store={store} session={session} />
      </div>
    </>
  );
}
