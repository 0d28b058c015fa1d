import { initials } from '../../components/initials';
import { LinkRow, List, Row, Tile } from '../../components/list';
import type { Card } from '../../shared/personal';
import styles from './contacts.module.css';
import { mailLink, phoneLink } from './vcard';
import { w } from './words';

/** Returns a person's initials on a petal tile. */
export function Initials({ name }: { name: string }) {
  return (
    <span class={styles.initials} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** Returns what a card says, with what it can be used for: a call, a letter, a website. */
export function CardFacts({ card }: { card: Card }) {
  const { organisation, role, phone, email, website } = card;
  const shown = (value: string) => <span dir="auto">{value}</span>;
  const [mailbox, host] = email.split('@');
  if (!(organisation || role || phone || email || website)) return null;
  return (
    <List>
      {organisation ? (
        <Row
          lead={<Tile name="building" tone="quiet" />}
          title={shown(organisation)}
          meta={w('organisation')}
        />
      ) : null}
      {role ? (
        <Row lead={<Tile name="briefcase" tone="quiet" />} title={shown(role)} meta={w('role')} />
      ) : null}
      {phone ? (
        <LinkRow
          href={phoneLink(phone)}
          lead={<Tile name="phone" />}
          title={<bdi class="num">{phone}</bdi>}
          meta={w('phone')}
        />
      ) : null}
      {email ? (
        <LinkRow
          href={mailLink(email)}
          lead={<Tile name="send" />}
          title={
            <bdi>
              {mailbox}@<wbr />
              {host}
            </bdi>
          }
          meta={w('email')}
        />
      ) : null}
      {website ? (
        <LinkRow
          href={website}
          lead={<Tile name="globe" />}
          title={shown(new URL(website).host)}
          meta={w('website')}
        />
      ) : null}
    </List>
  );
}
