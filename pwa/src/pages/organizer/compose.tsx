import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { announce, type FieldError, type Problem } from '../../api/client';
import { useTitle } from '../../components/arrival';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { number } from '../../i18n/format';
import { links } from '../../shared/links';
import { now, useStore } from '../../store/signals';
import { AudienceCard, useAudienceSize } from './audience-card';
import styles from './compose.module.css';
import { announcementOf, type Draft, EMPTY, faultsOf, LONGEST, messageFor } from './draft';
import { Editor } from './editor';
import { FrameHead } from './frame';
import { OptionsCard } from './options-card';
import { Preview } from './preview';
import { w } from './words';

function said(problem: Problem): string {
  if (problem.kind === 'unreachable') return w('unreachable');
  return w('refused', { detail: problem.detail || problem.title || String(problem.status) });
}

/** Returns the words for what is wrong with a field: our own check first, else what the server said. */
function useFaults(draft: Draft, asked: boolean, errors: FieldError[], zone: string) {
  const faults = faultsOf(draft, now.value, zone);
  const wordsOf = (field: string): string | null => {
    const fault = asked ? faults.get(field) : undefined;
    if (fault === 'too_long')
      return w('too_long', { n: field.startsWith('title') ? LONGEST.title : LONGEST.body });
    return fault ? w(fault) : messageFor(errors, field);
  };
  return { faults, wordsOf };
}

/** Where an announcement is written in both languages, aimed, looked at and sent. */
export function Compose() {
  const store = useStore(snapshot => snapshot);
  const zone = store.event?.time_zone ?? 'Asia/Jakarta';
  const { route } = useLocation();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useTitle(w('new'));
  const errors = problem?.kind === 'refused' ? problem.errors : [];
  const { faults, wordsOf } = useFaults(draft, asked, errors, zone);
  const size = useAudienceSize(draft);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setProblem(null);
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setAsked(true);
    if (faults.size > 0) {
      document.getElementById([...faults.keys()][0] ?? '')?.focus();
      return;
    }
    setBusy(true);
    const outcome = await announce(announcementOf(draft, Date.now(), zone));
    setBusy(false);
    if (outcome.ok) route(links.report(outcome.value.id), true);
    else setProblem(outcome.problem);
  };
  return (
    <form onSubmit={send} noValidate>
      <FrameHead
        above={
          <a href={links.organizer}>
            <Icon name="left" size="small" />
            {w('announcements')}
          </a>
        }
        title={w('new')}
      />
      <div class={styles.desk}>
        <div class={styles.column}>
          <div class={styles.editors}>
            <Editor locale="id" draft={draft} change={change} wordsOf={wordsOf} />
            <Editor locale="en" draft={draft} change={change} wordsOf={wordsOf} />
          </div>
          <AudienceCard store={store} draft={draft} change={change} size={size} fault={wordsOf('audience')} />
          <OptionsCard
            store={store}
            draft={draft}
            change={change}
            expiryFault={wordsOf('expires_at')}
            pathFault={wordsOf('path')}
          />
          {problem ? (
            <p class={styles.problem} role="alert">
              <Icon name="alert" size="medium" />
              <span>
                <b>{w('not_sent')}</b> {said(problem)}
              </span>
            </p>
          ) : null}
          <div class={styles.send}>
            <Button type="submit" icon="send" busy={busy}>
              {busy ? w('sending') : size === null ? w('send') : w('send_to', { n: number(size) })}
            </Button>
          </div>
        </div>
        <Preview draft={draft} faults={faults} />
      </div>
    </form>
  );
}
