import { useEffect, useState } from 'preact/hooks';
import type { Outcome } from '../../api/client';
import { acknowledgements, type SlotChange, type SpeakerContact, speakerContacts } from '../../api/programme';
import { useTitle } from '../../components/arrival';
import { Button } from '../../components/button';
import { Empty } from '../../components/empty';
import { Skeleton } from '../../components/skeleton';
import { Words } from '../../components/words';
import type { Snapshot } from '../../store/signals';
import { useStore } from '../../store/signals';
import { Moved } from '../placement';
import { FrameHead } from './frame';
import { movedWords } from './plan-form';
import { SpeakerLinks } from './speaker-links';
import styles from './speakers.module.css';
import { momentWords } from './state-words';
import { w } from './words';

interface Answers {
  changes: SlotChange[];
  contacts: SpeakerContact[];
}

async function ask(): Promise<Outcome<Answers>> {
  const [changes, contacts] = await Promise.all([acknowledgements(), speakerContacts()]);
  if (!changes.ok) return changes;
  if (!contacts.ok) return contacts;
  return { ok: true, value: { changes: changes.value, contacts: contacts.value } };
}

function Waiting({ store, change }: { store: Snapshot; change: SlotChange }) {
  const session = store.sessions.get(change.session);
  const speaker = store.speakers.get(change.speaker);
  return (
    <li class={styles.change}>
      <p class={styles.name}>{speaker ? <Words text={speaker.name} /> : change.speaker}</p>
      <p class={[styles.meta, 'num'].join(' ')}>
        {session ? <Words text={session.title} /> : change.session} ·{' '}
        {w('told_at', { time: momentWords(change.made_at) })}
      </p>
      <Moved store={store} old={change.old} next={change.new} words={movedWords()} />
    </li>
  );
}

function NotSeen({ store, changes }: { store: Snapshot; changes: SlotChange[] }) {
  const waiting = changes.filter(change => change.acknowledged_at === null);
  return (
    <section class={styles.section} aria-labelledby="not-seen">
      <h2 class={styles.title} id="not-seen">
        {w('not_seen')}
      </h2>
      {waiting.length === 0 ? <p class={styles.hint}>{w('all_seen')}</p> : null}
      <ul class={styles.changes}>
        {waiting.map(change => (
          <Waiting key={change.id} store={store} change={change} />
        ))}
      </ul>
    </section>
  );
}

/** The speakers: who has not acknowledged a change, and the links by which they sign in. */
export function Speakers() {
  const store = useStore(snapshot => snapshot);
  const [outcome, setOutcome] = useState<Outcome<Answers> | null>(null);
  const load = () => void ask().then(setOutcome);
  useTitle(w('speakers'));
  useEffect(load, []);
  return (
    <>
      <FrameHead title={w('speakers')} />
      {outcome === null ? <Skeleton /> : null}
      {outcome?.ok === false ? (
        <Empty icon="alert" title={w('unreachable')} actions={<Button onClick={load}>{w('retry')}</Button>} />
      ) : null}
      {outcome?.ok ? (
        <div class={styles.page}>
          <NotSeen store={store} changes={outcome.value.changes} />
          <SpeakerLinks store={store} contacts={outcome.value.contacts} />
        </div>
      ) : null}
    </>
  );
}
