import { useId, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button';
import { ask } from '../../store/opinions';
import { lengthOf, plainText } from '../../store/plain-text';
import { LONGEST, SHORTEST } from './asking';
import opinion from './opinion.module.css';
import { OpinionText } from './opinion-text';
import styles from './questions.module.css';
import { w } from './words';

function faultOf(text: string): string | null {
  const length = lengthOf(plainText(text));
  if (length < SHORTEST) return w('too_short');
  return length > LONGEST ? w('too_long', { max: LONGEST }) : null;
}

type Field = { current: HTMLTextAreaElement | null };

/** Returns what is wrong with the draft, whether it has just been asked, and what sends and edits it. */
function useAsking(session: string, text: string, onText: (text: string) => void, field: Field) {
  const [fault, setFault] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const isSending = useRef(false);
  const edit = (typed: string) => {
    setFault(null);
    setAsked(false);
    onText(typed);
  };
  const send = async () => {
    if (isSending.current) return;
    const found = faultOf(text);
    setFault(found);
    setAsked(false);
    if (found !== null) {
      field.current?.focus();
      return;
    }
    isSending.current = true;
    await ask(session, text).finally(() => {
      isSending.current = false;
    });
    edit('');
    setAsked(true);
  };
  return { fault, isAsked, edit, send };
}

/** Returns the form that asks a session's speakers something; `text` is the draft, kept by the page. */
export function AskForm({
  session,
  text,
  onText,
  field,
}: {
  session: string;
  text: string;
  onText: (text: string) => void;
  field: Field;
}) {
  const id = useId();
  const { fault, isAsked, edit, send } = useAsking(session, text, onText, field);
  const about = [`${id}.rules`, ...(fault ? [`${id}.fault`] : [])];
  return (
    <form
      class={[opinion.form, styles.form].join(' ')}
      onSubmit={event => {
        event.preventDefault();
        void send().catch(() => undefined);
      }}
    >
      <OpinionText
        label={w('your_question')}
        hint={w('hint')}
        rows={3}
        text={text}
        onText={edit}
        isWrong={fault !== null}
        describedBy={about}
        field={field}
      />
      {fault ? (
        <p class={opinion.fault} id={`${id}.fault`} role="alert">
          {fault}
        </p>
      ) : null}
      <p class={styles.rules} id={`${id}.rules`}>
        {w('rules')}
      </p>
      <div class={opinion.send}>
        <Button type="submit" icon="send" small>
          {w('ask')}
        </Button>
        <p class={opinion.said} role="status">
          {isAsked ? w('asked') : ''}
        </p>
      </div>
    </form>
  );
}
