import { useEffect } from 'preact/hooks';
import { useTitle } from '../components/arrival';
import { ButtonLink } from '../components/button';
import { Notice } from '../components/facts';
import { PageHeader } from '../components/header';
import { Words } from '../components/words';
import { clock, longDay } from '../i18n/format';
import { type Key, localText, t } from '../i18n/index';
import { isPage, links } from '../shared/links';
import { millis } from '../shared/time';
import { readMark } from '../store/inbox';
import { mark } from '../store/marks';
import { inboxOf } from '../store/own';
import { now, useStore } from '../store/signals';
import styles from './announcement.module.css';
import { audienceWords } from './audience';
import { NotFound } from './not-found';

const TARGETS: [RegExp, Key][] = [
  [/^\/agenda\/./, 'inbox.open.session'],
  [/^\/agenda/, 'inbox.open.agenda'],
  [/^\/map/, 'inbox.open.map'],
  [/^\/booths\//, 'inbox.open.booth'],
  [/^\/awards/, 'inbox.open.awards'],
  [/^\/info/, 'inbox.open.info'],
];

/** Returns the words for the button that leads to an announcement's page. */
function targetWords(path: string): string {
  return t(TARGETS.find(([pattern]) => pattern.test(path))?.[1] ?? 'inbox.open');
}

/** One announcement, public or to this visitor alone, in full; opening it marks it as read. */
export function AnnouncementPage({ id }: { id: string }) {
  const store = useStore(snapshot => snapshot);
  const announcement = inboxOf(store).find(item => item.id === id);
  useTitle(announcement ? localText(announcement.title).value : t('state.missing.title'));
  const known = announcement !== undefined;
  useEffect(() => {
    if (known) void mark(readMark(id));
  }, [id, known]);
  if (!announcement) return <NotFound />;
  const { path, sent_at: sentAt, expires_at: expiresAt } = announcement;
  const recalled = announcement.recalled_at !== null;
  const expired = expiresAt !== null && millis(expiresAt) <= now.value;
  return (
    <article>
      <PageHeader title={<Words text={announcement.title} />} up={links.announcements} />
      {recalled ? (
        <Notice icon="x" tone="warn">
          {t('inbox.recalled_text')}
        </Notice>
      ) : null}
      {!recalled && expired ? (
        <Notice icon="clock" tone="quiet">
          {t('inbox.expired')}
        </Notice>
      ) : null}
      <div class={styles.body}>
        <p class={[styles.meta, 'num'].join(' ')}>
          {t('inbox.sent', { day: longDay(sentAt), time: clock(sentAt) })} ·{' '}
          {audienceWords(store, announcement.audience)}
        </p>
        <Words
          as="p"
          class={recalled ? [styles.text, styles.recalled].join(' ') : styles.text}
          text={announcement.body}
        />
        {!recalled && path !== links.home && isPage(path) ? (
          <p class={styles.action}>
            <ButtonLink href={path}>{targetWords(path)}</ButtonLink>
          </p>
        ) : null}
      </div>
    </article>
  );
}
