import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../api/client';
import { type ChangeNotice, type ProgrammePreview, publishProgramme } from '../../api/programme';
import { Button } from '../../components/button';
import type { Session } from '../../shared/document';
import type { Snapshot } from '../../store/signals';
import { Moved } from '../placement';
import { ClashList } from './clash-list';
import { NoticeCard } from './notice-card';
import { movedWords } from './plan-form';
import { changeOf } from './programme-plan';
import { ProgrammeProblem } from './programme-problem';
import styles from './reschedule.module.css';
import { syncUntil } from './sync-until';
import { w } from './words';

/** What publishing came to. */
export interface Published {
  revision: number;
  /** Phones that are being notified. */
  phones: number;
}

/** Returns the publishing of one change: what runs, what failed, and the step itself. */
function usePublishing(
  { before, after, preview }: { before: Session; after: Session; preview: ProgrammePreview },
  onPublished: (published: Published) => void,
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const publish = async (note: string, tell: string[]) => {
    if (busy) return;
    setBusy(true);
    const outcome = await publishProgramme([changeOf(before, after)], { note: note.trim(), tell });
    if (!outcome.ok) {
      setBusy(false);
      setProblem(outcome.problem);
      return;
    }
    // The form that may come next shall start from what was just published.
    const { revision } = outcome.value;
    await syncUntil(now => now.revision >= revision);
    const phones = preview.notices
      .filter(notice => tell.includes(notice.session))
      .reduce((sum, notice) => sum + notice.phones, 0);
    onPublished({ revision, phones });
  };
  return { busy, problem, publish };
}

function Notices({
  notices,
  quiet,
  onQuiet,
}: {
  notices: ChangeNotice[];
  quiet: string[];
  onQuiet: (ids: string[]) => void;
}) {
  if (notices.length === 0) return <p class={styles.quiet}>{w('nothing_pushed')}</p>;
  const others = (id: string) => quiet.filter(each => each !== id);
  return (
    <>
      {notices.map(notice => (
        <NoticeCard
          key={notice.session}
          notice={notice}
          told={!quiet.includes(notice.session)}
          onTold={told => onQuiet(told ? others(notice.session) : [...quiet, notice.session])}
        />
      ))}
    </>
  );
}

/** Returns the last look before publishing: the change, clashes, and each notice with a switch to push it or not. */
export function PublishStep({
  store,
  before,
  after,
  preview,
  onBack,
  onReload,
  onPublished,
}: {
  store: Snapshot;
  before: Session;
  after: Session;
  preview: ProgrammePreview;
  onBack: () => void;
  onReload: (fresh: Session) => void;
  onPublished: (published: Published) => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [quiet, setQuiet] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const { busy, problem, publish } = usePublishing({ before, after, preview }, onPublished);
  useEffect(() => heading.current?.focus(), []);
  const tell = preview.notices.map(notice => notice.session).filter(id => !quiet.includes(id));
  return (
    <div class={styles.step}>
      <h2 class={styles.stepTitle} ref={heading} tabIndex={-1}>
        {w('preview_title')}
      </h2>
      <Moved store={store} old={before} next={after} words={movedWords()} />
      <ClashList store={store} clashes={preview.clashes} />
      <Notices notices={preview.notices} quiet={quiet} onQuiet={setQuiet} />
      <label class={styles.field}>
        {w('note')}
        <input
          class={styles.note}
          value={note}
          maxLength={200}
          onInput={event => setNote(event.currentTarget.value)}
        />
      </label>
      {problem ? <ProgrammeProblem problem={problem} session={before} onReload={onReload} /> : null}
      <div class={styles.actions}>
        <Button icon="send" busy={busy} onClick={() => void publish(note, tell)}>
          {w(busy ? 'publishing' : 'publish')}
        </Button>
        <Button look="outline" onClick={onBack}>
          {w('back')}
        </Button>
      </div>
    </div>
  );
}
