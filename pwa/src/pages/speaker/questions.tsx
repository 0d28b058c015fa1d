import { useState } from 'preact/hooks';
import type { HandledQuestion, QuestionState } from '../../api/speaker';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { List } from '../../components/list';
import { Section } from '../../components/section';
import { number } from '../../i18n/format';
import { localText } from '../../i18n/index';
import type { Snapshot } from '../../store/signals';
import styles from './desk.module.css';
import { type Handling, useQuestions } from './use-questions';
import { w } from './words';

function Actions({ question, handling }: { question: HandledQuestion; handling: Handling }) {
  const [busy, setBusy] = useState(false);
  const set = async (state: QuestionState) => {
    if (busy) return;
    setBusy(true);
    await handling.set(question.id, state);
    setBusy(false);
  };
  const button = (word: 'hide' | 'mark_answered' | 'mark_open' | 'show', state: QuestionState) => (
    <Button look={state === 'hidden' ? 'outline' : 'soft'} small busy={busy} onClick={() => void set(state)}>
      {w(word)}
      <span class="vh">: {question.text}</span>
    </Button>
  );
  if (question.state === 'hidden') return <div class={styles.handle}>{button('show', 'open')}</div>;
  return (
    <div class={styles.handle}>
      {question.state === 'open' ? button('mark_answered', 'answered') : button('mark_open', 'open')}
      {button('hide', 'hidden')}
    </div>
  );
}

function Question({ question, handling }: { question: HandledQuestion; handling: Handling }) {
  return (
    <li class={styles.asked}>
      <p class={styles.askedText} lang={question.locale} dir="auto">
        {question.text}
      </p>
      <p class={styles.askedMeta}>
        <span class="num">
          {w(question.votes === 1 ? 'votes_one' : 'votes', { n: number(question.votes) })}
        </span>
        {question.state === 'answered' ? <Badge tone="ok">{w('answered')}</Badge> : null}
        {question.state === 'hidden' ? <Badge tone="off">{w('hidden')}</Badge> : null}
      </p>
      <Actions question={question} handling={handling} />
      {handling.failed === question.id ? (
        <p class={styles.fault} role="alert">
          {w('not_done')}
        </p>
      ) : null}
    </li>
  );
}

/** Returns the questions to the speaker's sessions, session by session, each to be marked answered or hidden. */
export function Asked({ store }: { store: Snapshot }) {
  const handling = useQuestions();
  const { questions, isAnswered } = handling;
  const sessions = [...new Set((questions ?? []).map(question => question.session))];
  return (
    <Section title={w('questions')}>
      {questions === null ? (
        isAnswered === false ? (
          <p class={styles.none}>{w('questions_away')}</p>
        ) : null
      ) : sessions.length === 0 ? (
        <p class={styles.none}>{w('no_questions')}</p>
      ) : null}
      {sessions.map(id => {
        const session = store.sessions.get(id);
        const title = session ? localText(session.title) : { value: id, lang: undefined };
        return (
          <div class={styles.askedOf} key={id}>
            <h3 class={styles.askedTitle} lang={title.lang}>
              {title.value}
            </h3>
            <List label={title.value}>
              {(questions ?? [])
                .filter(question => question.session === id)
                .map(question => (
                  <Question key={question.id} question={question} handling={handling} />
                ))}
            </List>
          </div>
        );
      })}
    </Section>
  );
}
