import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { announce, editAnnouncement } from '../../api/announcements';
import type { FieldError, Problem } from '../../api/client';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { number } from '../../i18n/format';
import { links } from '../../shared/links';
import { now, useStore } from '../../store/signals';
import { AudienceCard, useReach } from './audience-card';
import styles from './compose.module.css';
import { announcementOf, type Draft, faultsOf, LONGEST, messageFor } from './draft';
import { Editor } from './editor';
import { FrameHead } from './frame';
import { LinkCard } from './link-card';
import { Preview } from './preview';
import { isRefused, refusal } from './refusal';
import { TimingCard } from './timing-card';
import { w } from './words';

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

/** Returns the sending of a draft: what runs, what failed, and the step itself, which leads to the report. */
function useSending(draft: Draft, editing: string | null, zone: string) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async () => {
    setBusy(true);
    const announcement = announcementOf(draft, Date.now(), zone);
    const outcome = editing ? await editAnnouncement(editing, announcement) : await announce(announcement);
    setBusy(false);
    if (!outcome.ok) setProblem(outcome.problem);
    else route(links.report(editing ?? (outcome.value as { id: string }).id), true);
  };
  return { busy, problem, send, forget: () => setProblem(null) };
}

function sendWords(draft: Draft, editing: boolean, busy: boolean, phones: number | undefined): string {
  if (editing && draft.sendTime !== null) return w(busy ? 'saving' : 'save');
  if (busy) return w('sending');
  if (draft.sendTime !== null) return w('schedule');
  return phones === undefined ? w('send') : w('send_to', { n: number(phones) });
}

function Refusal({ problem, editing }: { problem: Problem; editing: string | null }) {
  const isSent = editing !== null && isRefused(problem, 409);
  return (
    <p class={styles.problem} role="alert">
      <Icon name="alert" size="medium" />
      <span>
        <b>{w(editing ? 'not_saved' : 'not_sent')}</b> {isSent ? w('already_sent') : refusal(problem)}
      </span>
    </p>
  );
}

/** Returns a draft being written, what is wrong with it, and the sending of it. */
function useDraft(initial: Draft, editing: string | null) {
  const zone = useStore(store => store.event?.time_zone ?? 'Asia/Jakarta');
  const [draft, setDraft] = useState(initial);
  const [asked, setAsked] = useState(false);
  const { busy, problem, send, forget } = useSending(draft, editing, zone);
  const errors = problem?.kind === 'refused' ? problem.errors : [];
  const { faults, wordsOf } = useFaults(draft, asked, errors, zone);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    forget();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setAsked(true);
    if (faults.size === 0) void send();
    else document.getElementById([...faults.keys()][0] ?? '')?.focus();
  };
  return { draft, change, faults, wordsOf, busy, problem, submit };
}

function Head({ editing }: { editing: string | null }) {
  return (
    <FrameHead
      above={
        <a href={editing ? links.report(editing) : links.organizer}>
          <Icon name="left" size="small" />
          {w(editing ? 'report' : 'announcements')}
        </a>
      }
      title={w(editing ? 'edit_title' : 'new')}
    />
  );
}

/** Returns the desk where an announcement is written, aimed, looked at and sent; `editing` is one that waits. */
export function Composer({ initial, editing }: { initial: Draft; editing: string | null }) {
  const store = useStore(snapshot => snapshot);
  const { draft, change, faults, wordsOf, busy, problem, submit } = useDraft(initial, editing);
  const reach = useReach(draft);
  const part = { store, draft, change };
  return (
    <form onSubmit={submit} noValidate>
      <Head editing={editing} />
      <div class={styles.desk}>
        <div class={styles.column}>
          <div class={styles.editors}>
            <Editor locale="id" draft={draft} change={change} wordsOf={wordsOf} />
            <Editor locale="en" draft={draft} change={change} wordsOf={wordsOf} />
          </div>
          <AudienceCard {...part} reach={reach} fault={wordsOf('audience')} />
          <TimingCard draft={draft} change={change} wordsOf={wordsOf} />
          <LinkCard {...part} fault={wordsOf('path')} />
          {problem ? <Refusal problem={problem} editing={editing} /> : null}
          <div class={styles.send}>
            <Button type="submit" icon={editing ? 'check' : 'send'} busy={busy}>
              {sendWords(draft, editing !== null, busy, reach?.subscriptions)}
            </Button>
          </div>
        </div>
        <Preview draft={draft} faults={faults} />
      </div>
    </form>
  );
}
