import { useTitle } from '../components/arrival';
import { ButtonLink, IconLink } from '../components/button';
import { Hero } from '../components/header';
import { Later } from '../components/later';
import { LinkRow, List, Tile } from '../components/list';
import { Mark } from '../components/mark';
import { Section } from '../components/section';
import { AgendaEntry, NowEntry } from '../components/session-entry';
import { clock, counted, shortDay } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { millis } from '../shared/time';
import { nextStarred } from '../store/mine';
import { isStarred, unreadCount } from '../store/own';
import { currentDay, isOver, pagesInOrder } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import styles from './home.module.css';
import { CeremonyCard, NewestAnnouncements } from './home-cards';
import { HeroState } from './home-hero';
import { ChangedSince } from './home-news';
import { InstallCard } from './install-card';
import { NotifyCard } from './notify-card';
import { mostTellingFirst, type Phase, phaseAt } from './phase';

/** How many running sessions are named: at a large event a list of thirty hides all that follows. */
const MOST_NOW = 6;

type During = Extract<Phase, { kind: 'during' }>;

function Brand({ store }: { store: Snapshot }) {
  const day = currentDay(store, now.value);
  const name = store.event ? localText(store.event.short_name) : { value: t('app.name'), lang: undefined };
  const unread = unreadCount(store);
  return (
    <div class={styles.bar}>
      <div class={styles.brand}>
        <Mark />
        <div>
          <h1 class={styles.name} lang={name.lang} tabIndex={-1}>
            {name.value}
          </h1>
          {day ? (
            <p class={styles.day}>{t('home.day', { n: day.number, day: shortDay(day.start) })}</p>
          ) : null}
        </div>
      </div>
      <IconLink name="info" label={t('nav.info')} href={links.info} />
      <IconLink
        name="bell"
        count={unread}
        href={links.announcements}
        label={unread > 0 ? t('nav.announcements_unread', { n: unread }) : t('nav.announcements')}
      />
    </div>
  );
}

function Now({ store, sessions }: { store: Snapshot; sessions: Session[] }) {
  if (sessions.length === 0) return null;
  const text = sessions.length > MOST_NOW ? t('home.all_now', { n: sessions.length }) : t('home.open_agenda');
  return (
    <Section live title={t('home.now')} link={{ href: links.agenda, text }}>
      <List>
        {mostTellingFirst(sessions)
          .slice(0, MOST_NOW)
          .map(session => (
            <NowEntry key={session.id} store={store} session={session} now={now.value} />
          ))}
      </List>
    </Section>
  );
}

interface BesideParts {
  store: Snapshot;
  start: string;
  sessions: Session[];
  title: string;
}

function Beside({ store, start, sessions, title }: BesideParts) {
  const shown = sessions.slice(0, 3);
  const [first] = shown;
  if (!first) return null;
  return (
    <Section title={title}>
      <ul class={styles.entries}>
        {shown.map(session => (
          <li key={session.id}>
            <AgendaEntry store={store} session={session} now={now.value} ends />
          </li>
        ))}
      </ul>
      {sessions.length > shown.length ? (
        <p class={styles.more}>
          <ButtonLink look="plain" small href={`${links.agenda}?day=${first.day}`}>
            {counted(sessions.length - shown.length, 'home.also', { time: clock(start) })}
          </ButtonLink>
        </p>
      ) : null}
    </Section>
  );
}

/** Returns what starts next beside the session the page's head names. */
function Following({ store, phase, mine }: { store: Snapshot; phase: During; mine: Session | null }) {
  const { start } = phase.main;
  const named = mine ?? phase.main;
  const sessions = [phase.main, ...phase.others].filter(session => session.id !== named.id);
  const isAlso = millis(named.start) === millis(start);
  return (
    <Beside
      store={store}
      start={start}
      sessions={sessions}
      title={t(isAlso ? 'home.also_at' : 'home.next_at', { time: clock(start) })}
    />
  );
}

/** The start page: what runs, what comes next, what is new. */
export function HomePage() {
  const store = useStore(snapshot => snapshot);
  useTitle('');
  const phase = phaseAt(store, now.value);
  const mine = nextStarred(store, isStarred, now.value);
  const running = 'now' in phase ? phase.now.filter(session => !isOver(session, now.value)) : [];
  const hasSamples = [...store.sessions.values()].some(session => session.basis === 'sample');
  const about = pagesInOrder(store).find(page => page.icon === 'info');
  return (
    <>
      <Hero roomy>
        <Brand store={store} />
        <HeroState store={store} phase={phase} mine={mine} />
      </Hero>
      <ChangedSince store={store} />
      <Now store={store} sessions={running} />
      <Later>
        {phase.kind === 'during' ? <Following store={store} phase={phase} mine={mine} /> : null}
        <CeremonyCard store={store} />
        <NewestAnnouncements store={store} />
        <NotifyCard />
        <InstallCard />
        <div class={styles.last}>
          <List>
            <LinkRow
              href={links.info}
              lead={<Tile name="info" tone="quiet" />}
              title={t('nav.info')}
              meta={t('home.info')}
            />
          </List>
          {hasSamples ? (
            <p class={styles.sample}>
              {t('home.sample')}{' '}
              <a href={about ? `${links.info}#${about.id}` : links.info}>{t('home.sample_link')}</a>
            </p>
          ) : null}
        </div>
      </Later>
    </>
  );
}
