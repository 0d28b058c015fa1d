import { useEffect, useRef } from 'preact/hooks';
import { useTitle } from '../components/arrival';
import { ButtonLink } from '../components/button';
import { PageHeader } from '../components/header';
import { Icon } from '../components/icon';
import { Card, LinkRow, List, Tile } from '../components/list';
import { Section } from '../components/section';
import { Words } from '../components/words';
import { clock, shortDay } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Day, Page, Text } from '../shared/document';
import { links } from '../shared/links';
import { currentDay, pagesInOrder } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import styles from './info.module.css';
import { w } from './info-words';
import { prayerName } from './names';

function Paragraphs({ text }: { text: Text }) {
  const { value, lang } = localText(text);
  return (
    <div lang={lang}>
      {value.split(/\n{2,}/).map(paragraph => (
        <p class={styles.paragraph} key={paragraph}>
          {paragraph}
        </p>
      ))}
    </div>
  );
}

function roomLink(room: string): string {
  return `${links.map}?room=${encodeURIComponent(room)}`;
}

/** Returns whether the address's fragment names this page. */
function isAsked(page: Page): boolean {
  return window.location.hash === `#${page.id}`;
}

function Topic({ page }: { page: Page }) {
  const asked = isAsked(page);
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (asked) box.current?.scrollIntoView();
  }, [asked]);
  return (
    <details class={styles.topic} id={page.id} open={asked} ref={box}>
      <summary>
        <Icon name={page.icon} />
        <Words as="h2" class={styles.name} text={page.title} />
        <span class={styles.arrow}>
          <Icon name="down" size="medium" />
        </span>
      </summary>
      <div class={styles.body}>
        <Paragraphs text={page.body} />
        {page.room ? (
          <p class={styles.action}>
            <ButtonLink look="soft" small icon="map" href={roomLink(page.room)}>
              {t('info.on_map')}
            </ButtonLink>
          </p>
        ) : null}
      </div>
    </details>
  );
}

function Prayers({ store, day }: { store: Snapshot; day: Day }) {
  const times = Object.entries(day.prayer_times);
  const room = [...store.rooms.values()].find(each => each.kind === 'prayer');
  if (times.length === 0) return null;
  return (
    <Section title={t('info.prayer_at', { day: shortDay(day.start) })}>
      <Card>
        <dl class={[styles.prayers, 'num'].join(' ')}>
          {times.map(([prayer, time]) => (
            <div key={prayer}>
              <dt>{prayerName(prayer)}</dt>
              <dd>{clock(time)}</dd>
            </div>
          ))}
        </dl>
        {room ? (
          <p class={styles.action}>
            <ButtonLink look="soft" small icon="map" href={roomLink(room.id)}>
              {t('info.prayer_room')}
            </ButtonLink>
          </p>
        ) : null}
      </Card>
    </Section>
  );
}

/** What a visitor needs to know on the spot, readable offline. */
export function InfoPage() {
  const store = useStore(snapshot => snapshot);
  useTitle(t('info.title'));
  const day = currentDay(store, now.value);
  return (
    <>
      <PageHeader title={t('info.title')} up={links.home} />
      <div class={styles.topics}>
        {pagesInOrder(store).map(page => (
          <Topic key={page.id} page={page} />
        ))}
      </div>
      {day ? <Prayers store={store} day={day} /> : null}
      {store.event ? (
        <Section title={t('info.venue')}>
          <Card>
            <Words as="p" class={styles.venue} text={store.event.venue.name} />
            <Words as="p" class={styles.area} text={store.event.venue.area} />
            <p class={styles.area}>
              <Words text={store.event.notice} />
            </p>
          </Card>
        </Section>
      ) : null}
      <div class={styles.last}>
        <List>
          <LinkRow
            href={links.poster}
            lead={<Tile name="print" tone="quiet" />}
            title={w('poster')}
            meta={w('poster_text')}
          />
        </List>
      </div>
    </>
  );
}
