import { useId, useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { Card } from '../../components/list';
import { clock, longDay } from '../../i18n/format';
import { noteOn, type Person } from '../../store/contacts';
import { viewLink } from './address';
import styles from './contacts.module.css';
import { fileName, handOverFile } from './hand-over';
import { CardFacts, Initials } from './parts';
import { writeCard } from './vcard';
import { w } from './words';

const LONGEST_NOTE = 500;

function Note({ person }: { person: Person }) {
  const id = useId();
  const [typed, setTyped] = useState(person.note);
  const [said, setSaid] = useState<'note_saved' | 'failed' | null>(null);
  const save = (event: Event) => {
    event.preventDefault();
    setSaid(null);
    void noteOn(person, typed.trim())
      .then(() => setSaid('note_saved'))
      .catch(() => setSaid('failed'));
  };
  return (
    <Card>
      <form onSubmit={save}>
        <label class={styles.label} for={id}>
          {w('note')}
        </label>
        <textarea
          id={id}
          class={styles.text}
          dir="auto"
          rows={3}
          maxLength={LONGEST_NOTE}
          placeholder={w('note_hint')}
          value={typed}
          onInput={event => {
            setSaid(null);
            setTyped(event.currentTarget.value);
          }}
        />
        <div class={styles.send}>
          <Button type="submit" small look="soft" icon="check">
            {w('note_save')}
          </Button>
          <p class={said === 'failed' ? styles.fault : styles.ok} role="status">
            {said ? w(said) : null}
          </p>
        </div>
      </form>
    </Card>
  );
}

/** Returns a person's card with the visitor's note on it. */
export function PersonDetails({ person, onDrop }: { person: Person; onDrop: (person: Person) => void }) {
  const { card, since } = person;
  const save = () => void handOverFile(writeCard(card), fileName(card.name));
  return (
    <div class={styles.parts}>
      <div class={styles.who}>
        <Initials name={card.name} />
        <p class="num">{w('list.met', { when: `${longDay(since)} ${clock(since)}` })}</p>
      </div>
      <CardFacts card={card} />
      <Note person={person} />
      <div class={styles.choice}>
        <Button look="soft" icon="down" onClick={save}>
          {w('file')}
        </Button>
        <Button look="outline" onClick={() => onDrop(person)}>
          {w('drop')}
        </Button>
      </div>
    </div>
  );
}

/** Returns what is said of a contact that is not there. */
export function NoPerson() {
  const back = <ButtonLink href={viewLink('people')}>{w('to_list')}</ButtonLink>;
  return (
    <Empty icon="alert" title={w('gone')} actions={back}>
      {w('gone_text')}
    </Empty>
  );
}
