import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { List } from '../../components/list';
import { Section } from '../../components/section';
import { clock, shortDay } from '../../i18n/format';
import type { Session } from '../../shared/document';
import { asked, votes, withdraw } from '../../store/opinions';
import { dropQuestion, type Following, followQuestions, known } from '../../store/questions';
import { now, store } from '../../store/signals';
import { AskForm } from './ask-form';
import { askWindow, type Entry, entriesOf, toldMark } from './asking';
import { QuestionRow } from './question-row';
import styles from './questions.module.css';
import { w } from './words';

/** Asks for the session's questions while the page is open; returns whether the server answered last, null before. */
function useFollowing(session: string): boolean | null {
  const [isAnswered, setAnswered] = useState<boolean | null>(null);
  const following = useRef<Following | null>(null);
  useEffect(() => {
    const started = followQuestions(session, setAnswered);
    following.current = started;
    return started.stop;
  }, [session]);
  const mark = toldMark(session, asked.value, votes.value);
  const seen = useRef(mark);
  // What the server has just taken is on its list now.
  useEffect(() => {
    if (seen.current !== mark) following.current?.again();
    seen.current = mark;
  }, [mark]);
  return isAnswered;
}

/** Returns the draft, at first what the address asks, as when a text was shared into the app. */
function useDraft(): [string, (text: string) => void, { current: HTMLTextAreaElement | null }] {
  const given = useLocation().query.ask ?? '';
  const [text, setText] = useState(given);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!given) return;
    setText(given);
    field.current?.focus();
    field.current?.scrollIntoView({ block: 'center' });
    // Neither the way back nor a reload asks it anew.
    history.replaceState(history.state, '', window.location.pathname);
  }, [given]);
  return [text, setText, field];
}

function Nothing({ isAnswered, isOpen }: { isAnswered: boolean | null; isOpen: boolean }) {
  if (isAnswered === null) return null;
  const word = isAnswered ? (isOpen ? 'none' : 'none_over') : 'unknown';
  return <p class={styles.none}>{w(word)}</p>;
}

/** The questions to a session: the list with its votes, and the form to ask one. */
export function Questions({ session }: { session: Session }) {
  const isAnswered = useFollowing(session.id);
  const [draft, setDraft, field] = useDraft();
  const list = known.value.get(session.id);
  const entries = entriesOf(session.id, list, asked.value, votes.value);
  const open = askWindow(session, store.value.event?.start ?? null, now.value);
  const [hasWithdrawn, setWithdrawn] = useState(false);
  const words = useRef<HTMLParagraphElement>(null);
  const remove = (entry: Entry) =>
    void Promise.all([withdraw(entry.id), dropQuestion(session.id, entry.id)]).catch(() => undefined);
  const takeBack = (entry: Entry) => {
    remove(entry);
    setWithdrawn(true);
    // The button that had the focus goes with its question.
    words.current?.focus({ preventScroll: true });
  };
  const again = (entry: Entry) => {
    setDraft(entry.text);
    field.current?.focus();
    remove(entry);
  };
  if (open === 'cancelled' && entries.length === 0) return null;
  return (
    <Section title={w('questions')}>
      {open === 'open' ? (
        <AskForm session={session.id} text={draft} onText={setDraft} field={field} />
      ) : open === 'cancelled' ? null : (
        <p class={styles.none}>{w(open)}</p>
      )}
      {isAnswered === false && list ? (
        <p class={styles.asOf}>{w('as_of', { time: `${shortDay(list.asOf)} ${clock(list.asOf)}` })}</p>
      ) : null}
      <p class="vh" ref={words} tabIndex={-1} role="status">
        {hasWithdrawn ? w('withdrawn') : ''}
      </p>
      {entries.length > 0 ? (
        <List label={w('list')}>
          {entries.map(entry => (
            <QuestionRow key={entry.id} entry={entry} onWithdraw={takeBack} onAgain={again} />
          ))}
        </List>
      ) : open === 'early' ? null : (
        <Nothing isAnswered={isAnswered} isOpen={open === 'open'} />
      )}
    </Section>
  );
}
