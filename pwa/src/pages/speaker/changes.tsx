import { useEffect, useRef, useState } from 'preact/hooks';
import type { SlotChange } from '../../api/programme';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { Section } from '../../components/section';
import { clock, shortDay } from '../../i18n/format';
import { localText } from '../../i18n/index';
import type { Snapshot } from '../../store/signals';
import { Moved } from '../placement';
import type { Desk } from './desk';
import { unseen } from './desk';
import styles from './desk.module.css';
import { w } from './words';

function Change({
  store,
  change,
  onSeen,
}: {
  store: Snapshot;
  change: SlotChange;
  onSeen: (id: number) => void;
}) {
  const session = store.sessions.get(change.session);
  const { value: title, lang } = session
    ? localText(session.title)
    : { value: change.session, lang: undefined };
  return (
    <li class={styles.change}>
      <h3 class={styles.title} lang={lang}>
        {title}
      </h3>
      <p class={[styles.meta, 'num'].join(' ')}>
        {w('told_at', { time: `${shortDay(change.made_at)} ${clock(change.made_at)}` })}
      </p>
      <Moved
        store={store}
        old={change.old}
        next={change.new}
        words={{
          before: w('before'),
          after: w('after'),
          scheduled: w('scheduled'),
          cancelled: w('cancelled'),
        }}
      />
      <div class={styles.action}>
        <Button icon="check" wide onClick={() => onSeen(change.id)}>
          {w('seen')}
          <span class="vh">: {title}</span>
        </Button>
      </div>
    </li>
  );
}

/** Returns the changes that wait for the speaker's word, old and new in full, each with its button. */
export function Changes({
  store,
  desk,
  onSeen,
}: {
  store: Snapshot;
  desk: Desk;
  onSeen: (id: number) => void;
}) {
  const changes = unseen(desk);
  const [hasAnswered, setAnswered] = useState(false);
  const done = useRef<HTMLParagraphElement>(null);
  // The button that had the focus goes with its change: the words that thank take it over.
  useEffect(() => {
    if (hasAnswered) done.current?.focus();
  }, [hasAnswered, changes.length]);
  const see = (id: number) => {
    setAnswered(true);
    onSeen(id);
  };
  if (changes.length === 0 && !hasAnswered) return null;
  return (
    <Section title={w('changes')}>
      <div class={styles.changes}>
        {hasAnswered ? (
          <p class={styles.thanks} ref={done} tabIndex={-1} role="status">
            <Icon name="check" size="medium" />
            {w(desk.untold.length > 0 ? 'waits' : 'thanks')}
          </p>
        ) : null}
        <ul class={styles.changes}>
          {changes.map(change => (
            <Change key={change.id} store={store} change={change} onSeen={see} />
          ))}
        </ul>
      </div>
    </Section>
  );
}
