import { useTitle } from '../components/arrival';
import { Badge } from '../components/badge';
import { Button } from '../components/button';
import { Empty } from '../components/empty';
import { PageHeader } from '../components/header';
import { Icon } from '../components/icon';
import { Tile } from '../components/list';
import { Words } from '../components/words';
import { clock, shortDay } from '../i18n/format';
import { t } from '../i18n/index';
import type { Announcement } from '../shared/document';
import { links } from '../shared/links';
import { venueDay } from '../shared/time';
import { markInboxSeen } from '../store/prefs';
import { announcementsNewestFirst } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import styles from './announcements.module.css';
import { audienceWords } from './audience';
import { isUnread } from './unread';

const DAY = 86_400_000;

/** Returns the tile that tells an announcement's subject by the page it leads to. */
function subject(announcement: Announcement): { name: string; tone: 'sea' | 'warn' | 'gold' | 'quiet' } {
  if (announcement.recalled_at) return { name: 'x', tone: 'quiet' };
  if (announcement.path.startsWith(links.awards)) return { name: 'award', tone: 'gold' };
  if (announcement.path.startsWith(links.map)) return { name: 'map', tone: 'sea' };
  if (announcement.path.startsWith(links.agenda)) return { name: 'agenda', tone: 'sea' };
  return { name: 'bell', tone: 'quiet' };
}

function Entry({ store, announcement }: { store: Snapshot; announcement: Announcement }) {
  const unread = isUnread(announcement);
  const recalled = announcement.recalled_at !== null;
  return (
    <li class={[styles.entry, unread ? styles.unread : '', recalled ? styles.recalled : ''].join(' ')}>
      <Tile {...subject(announcement)} />
      <div class={styles.body}>
        <h3 class={styles.title}>
          <a class={styles.cover} href={links.announcement(announcement.id)}>
            {unread ? <span class="vh">{t('inbox.unread')}: </span> : null}
            <Words text={announcement.title} />
          </a>
        </h3>
        <Words as="p" class={styles.text} text={announcement.body} />
        <p class={[styles.meta, 'num'].join(' ')}>
          {clock(announcement.sent_at)} · {audienceWords(store, announcement.audience)}
        </p>
        {recalled || announcement.urgency === 'high' ? (
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

function byDay(announcements: Announcement[]): Map<string, Announcement[]> {
  const days = new Map<string, Announcement[]>();
  for (const each of announcements) {
    const day = venueDay(each.sent_at);
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return days;
}

/** The inbox: everything ever announced to visitors, newest first. */
export function AnnouncementsPage() {
  const store = useStore(snapshot => snapshot);
  useTitle(t('inbox.title'));
  const announcements = announcementsNewestFirst(store);
  const newest = announcements[0];
  return (
    <>
      <PageHeader title={t('inbox.title')} up={links.home}>
        {announcements.some(isUnread) && newest ? (
          <Button look="plain" small onClick={() => void markInboxSeen(Date.parse(newest.sent_at))}>
            {t('inbox.mark_read')}
          </Button>
        ) : null}
      </PageHeader>
      {announcements.length === 0 ? <Empty title={t('inbox.empty')}>{t('inbox.empty_text')}</Empty> : null}
      {[...byDay(announcements)].map(([date, entries]) => (
        <section key={date}>
          <h2 class={styles.day}>{dayName(date, entries[0]?.sent_at ?? date)}</h2>
          <ul class={styles.list}>
            {entries.map(each => (
              <Entry key={each.id} store={store} announcement={each} />
            ))}
          </ul>
        </section>
      ))}
      {announcements.length > 0 ? (
        <p class={styles.complete}>
          <Icon name="check" size="small" />
          {t('inbox.complete')}
        </p>
      ) : null}
    </>
  );
}
