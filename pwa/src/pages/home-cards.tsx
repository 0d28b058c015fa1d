import { Badge } from '../components/badge';
import { Icon } from '../components/icon';
import { LinkRow, List } from '../components/list';
import { Section } from '../components/section';
import { Words } from '../components/words';
import { ago, clock, shortDay } from '../i18n/format';
import { t } from '../i18n/index';
import { links } from '../shared/links';
import { countdown, venueDay } from '../shared/time';
import { isPast } from '../store/inbox';
import { inboxOf, isNew } from '../store/own';
import { isRunning, nextCeremony } from '../store/select';
import { now, type Snapshot } from '../store/signals';
import { audienceWords } from './audience';
import styles from './home.module.css';

/** Returns the gold card with the time left until the next ceremony; nothing after the last. */
export function CeremonyCard({ store }: { store: Snapshot }) {
  const next = nextCeremony(store, now.value);
  if (!next) return null;
  const { list, session } = next;
  const room = store.rooms.get(session.room ?? '');
  const left = countdown(session.start, now.value);
  const today = venueDay(session.start) === venueDay(now.value);
  const units = [
    { n: left.days, name: t('time.days') },
    { n: left.hours, name: t('time.hours') },
    { n: left.minutes, name: t('time.minutes') },
  ].slice(left.days > 0 ? 0 : 1, left.days > 0 ? 2 : 3);
  return (
    <section class={styles.section}>
      <a class={styles.ceremony} href={links.awards}>
        <span class={[styles.crown, 'num'].join(' ')}>
          <Icon name="track-crown" size="small" />
          {room ? <Words text={room.name} /> : null}
          <span>{today ? clock(session.start) : `${shortDay(session.start)} ${clock(session.start)}`}</span>
        </span>
        <Words as="h2" class={styles.ceremonyName} text={list.name} />
        {isRunning(session, now.value) ? (
          <span class={styles.happening}>{t('awards.happening')}</span>
        ) : (
          <span class={[styles.units, 'num'].join(' ')}>
            {units.map(unit => (
              <span key={unit.name}>
                <b>{unit.n}</b> {unit.name}
              </span>
            ))}
          </span>
        )}
      </a>
    </section>
  );
}

/** Returns the newest of the inbox that still holds. */
export function NewestAnnouncements({ store }: { store: Snapshot }) {
  const newest = inboxOf(store)
    .filter(each => !isPast(each, now.value))
    .slice(0, 3);
  if (newest.length === 0) return null;
  return (
    <Section title={t('home.announcements')} link={{ href: links.announcements, text: t('home.all') }}>
      <List>
        {newest.map(each => (
          <LinkRow
            key={each.id}
            href={links.announcement(each.id)}
            title={<Words text={each.title} />}
            meta={`${ago(each.sent_at, now.value)} · ${audienceWords(store, each.audience)}`}
            end={isNew(each) ? <Badge tone="sea">{t('inbox.new')}</Badge> : null}
          />
        ))}
      </List>
    </Section>
  );
}
