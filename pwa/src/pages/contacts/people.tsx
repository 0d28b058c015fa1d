import { Button, ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { Line } from '../../components/facts';
import { LinkRow, List } from '../../components/list';
import { clock, shortDay } from '../../i18n/format';
import type { Person } from '../../store/contacts';
import { personLink, viewLink } from './address';
import styles from './contacts.module.css';
import { handOverFile } from './hand-over';
import { Initials } from './parts';
import { writeCard } from './vcard';
import { w } from './words';

function about({ card, since, note }: Person) {
  const when = w('list.met', { when: `${shortDay(since)} ${clock(since)}` });
  return (
    <>
      {card.organisation || card.role ? (
        <span class={styles.line} dir="auto">
          {card.organisation || card.role}
        </span>
      ) : null}
      <span class={[styles.line, 'num'].join(' ')}>{when}</span>
      {note ? (
        <span class={styles.noteLine} dir="auto">
          {note}
        </span>
      ) : null}
    </>
  );
}

/** Returns the people whose cards are kept on this phone. */
export function People({ people }: { people: readonly Person[] }) {
  const add = (
    <ButtonLink icon="add-sq" wide href={viewLink('add')}>
      {w('list.add')}
    </ButtonLink>
  );
  if (people.length === 0) {
    return (
      <Empty title={w('list.none')} actions={add}>
        {w('list.none_text')}
      </Empty>
    );
  }
  const all = people.map(({ card }) => writeCard(card)).join('');
  return (
    <>
      <p class={styles.add}>{add}</p>
      <List label={w('people')}>
        {people.map(person => (
          <LinkRow
            key={person.id}
            href={personLink(person.id)}
            lead={<Initials name={person.card.name} />}
            title={<span dir="auto">{person.card.name}</span>}
            meta={about(person)}
          />
        ))}
      </List>
      <div class={styles.quiet}>
        <p>
          <Button look="soft" small icon="down" onClick={() => void handOverFile(all, 'kontak.vcf')}>
            {w('list.all')}
          </Button>
        </p>
        <Line icon="info">{w('list.all_text')}</Line>
        <Line icon="lock">{w('list.stays')}</Line>
      </div>
    </>
  );
}
