import { useTitle } from '../components/arrival';
import { Badge } from '../components/badge';
import { Button } from '../components/button';
import { Empty } from '../components/empty';
import { PageHeader } from '../components/header';
import { Icon } from '../components/icon';
import { useKeptFocus } from '../components/kept-focus';
import { Tile } from '../components/list';
import { Words } from '../components/words';
import { clock, shortDay } from '../i18n/format';
import { t } from '../i18n/index';
import { links } from '../shared/links';
import { venueDay } from '../shared/time';
import type { InboxItem } from '../store/inbox';
import { inboxOf, isNew } from '../store/own';
import { markInboxSeen } from '../store/prefs';
import { now, type Snapshot, useStore } from '../store/signals';
import styles from './announcements.module.css';
import { audienceWords } from './audience';

const DAY = 86_400_000;

type Subject = { name: string; tone: 'sea' | 'warn' | 'gold' | 'quiet' };

const KINDS: Record<string, Subject> = {
  reminder: { name: 'clock', tone: 'sea' },
  change: { name: 'refresh', tone: 'warn' },
  speaker: { name: 'mic', tone: 'sea' },
};

/** Returns the tile that tells an item's subject by its kind, else by the page it leads to. */
function subject({ kind, path, recalled_at: recalledAt }: InboxItem): Subject {
  if (recalledAt) return { name: 'x', tone: 'quiet' };
  const own = KINDS[kind];
  if (own) return own;
  if (path.startsWith(links.awards)) return { name: 'award', tone: 'gold' };
  if (path.startsWith(links.map)) return { name: 'map', tone: 'sea' };
  if (path.startsWith(links.agenda)) return { name: 'agenda', tone: 'sea' };
  return { name: 'bell', tone: 'quiet' };
}

function Entry({ store, item }: { store: Snapshot; item: InboxItem }) {
  const unread = isNew(item);
  const recalled = item.recalled_at !== null;
  return (
    <li class={[styles.entry, unread ? styles.unread : '', recalled ? styles.recalled : ''].join(' ')}>
      <Tile {...subject(item)} />
      <div class={styles.body}>
        <h3 class={styles.title}>
          <a class={styles.cover} href={links.announcement(item.id)}>
            {unread ? <span class="vh">{t('inbox.unread')}: </span> : null}
            <Words text={item.title} />
          </a>
        </h3>
        <Words as="p" class={styles.text} text={item.body} />
        <p class={[styles.meta, 'num'].join(' ')}>
          {clock(item.sent_at)} · {audienceWords(store, item.audience)}
        </p>
        {recalled || (item.urgency === 'high' && item.kind === 'announcement') ? (
          <p class={styles.flags}>
            {recalled ? (
              <Badge tone="off">{t('inbox.recalled')}</Badge>
            ) : (
              <Badge tone="warn">{t('inbox.urgent')}</Badge>
            )}
          </p>
        ) : null}
      </div>
    </li>
  );
}

function dayName(date: string, sentAt: string): string {
  if (date === venueDay(now.value)) return t('time.today');
  if (date === venueDay(now.value - DAY)) return t('time.yesterday');
  return shortDay(sentAt);
}

function byDay(items: InboxItem[]): Map<string, InboxItem[]> {
  const days = new Map<string, InboxItem[]>();
  for (const each of items) {
    const day = venueDay(each.sent_at);
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return days;
}

/** The inbox: everything ever announced to visitors and told to this one alone, newest first. */
export function AnnouncementsPage() {
  const store = useStore(snapshot => snapshot);
  useTitle(t('inbox.title'));
  useKeptFocus();
  const items = inboxOf(store);
  const newest = items[0];
  return (
    <>
      <PageHeader title={t('inbox.title')} up={links.home}>
        {items.some(isNew) && newest ? (
          <Button look="plain" small onClick={() => void markInboxSeen(Date.parse(newest.sent_at))}>
            {t('inbox.mark_read')}
          </Button>
        ) : null}
      </PageHeader>
      {items.length === 0 ? <Empty title={t('inbox.empty')}>{t('inbox.empty_text')}</Empty> : null}
      {[...byDay(items)].map(([date, entries]) => (
        <section key={date}>
          <h2 class={styles.day}>{dayName(date, entries[0]?.sent_at ?? date)}</h2>
          <ul class={styles.list}>
            {entries.map(each => (
              <Entry key={each.id} store={store} item={each} />
            ))}
          </ul>
        </section>
      ))}
      {items.length > 0 ? (
        <p class={styles.complete}>
          <Icon name="check" size="small" />
          {t('inbox.complete')}
        </p>
      ) : null}
    </>
  );
}
