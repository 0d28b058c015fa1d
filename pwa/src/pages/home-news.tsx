import { Button } from '../components/button';
import { useKeptFocus } from '../components/kept-focus';
import { LinkRow, List } from '../components/list';
import { Section } from '../components/section';
import { slotChange, slotNow } from '../components/slot-words';
import { Words } from '../components/words';
import { counted } from '../i18n/format';
import { t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import type { SlotNews } from '../shared/personal';
import { markNewsSeen, unseenNews } from '../store/news';
import { isStarred } from '../store/own';
import { now, type Snapshot } from '../store/signals';
import styles from './home.module.css';

const MOST = 4;

function Change({ store, session, was }: { store: Snapshot; session: Session; was: SlotNews['was'] }) {
  const cancelled = session.status === 'cancelled';
  return (
    <LinkRow
      href={links.session(session.id)}
      title={<Words text={session.title} />}
      meta={
        <span class="num">
          <b class={styles.change}>{slotChange(store, was, session)}</b>
          {cancelled ? null : ` · ${slotNow(store, session)}`}
        </span>
      }
    />
  );
}

/** Returns what moved since the visitor last looked, their own sessions first; nothing when all is as it was. */
export function ChangedSince({ store }: { store: Snapshot }) {
  const unseen = unseenNews(store, now.value);
  useKeptFocus();
  const mineFirst = [...unseen].sort(
    (a, b) => Number(isStarred(b.session)) - Number(isStarred(a.session)) || b.at - a.at,
  );
  if (unseen.length === 0) return null;
  const shown = mineFirst.slice(0, MOST);
  return (
    <Section title={t('news.title')}>
      <List>
        {shown.map(({ session, was }) => {
          const found = store.sessions.get(session);
          return found ? <Change key={session} store={store} session={found} was={was} /> : null;
        })}
      </List>
      <p class={styles.seen}>
        <Button
          look="soft"
          small
          icon="check"
          onClick={() =>
            void markNewsSeen(
              unseen.map(each => each.session),
              Date.now(),
            )
          }
        >
          {t('news.seen')}
        </Button>
        {unseen.length > shown.length ? (
          <a href={links.agenda}>{counted(unseen.length - shown.length, 'news.more')}</a>
        ) : null}
      </p>
    </Section>
  );
}
