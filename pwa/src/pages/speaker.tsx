import { useTitle } from '../components/arrival';
import { Avatar } from '../components/avatar';
import { BasisLines } from '../components/basis';
import { Hero } from '../components/header';
import { LongText } from '../components/long-text';
import { Section } from '../components/section';
import { AgendaEntry } from '../components/session-entry';
import { Words } from '../components/words';
import { country, shortDay, span } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Speaker } from '../shared/document';
import { links } from '../shared/links';
import { sessionsOf } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import { NotFound } from './not-found';
import styles from './speaker.module.css';

function Head({ speaker }: { speaker: Speaker }) {
  const home = speaker.country ? country(speaker.country) : null;
  return (
    <Hero up={links.agenda}>
      <div class={styles.person}>
        <Avatar speaker={speaker} large />
        <div class={styles.words}>
          <h1 class={styles.name} tabIndex={-1}>
            <Words text={speaker.name} />
          </h1>
          <Words as="p" class={styles.role} text={speaker.title} />
          <p class={styles.home}>
            {speaker.organisation ? <Words text={speaker.organisation} /> : null}
            {speaker.organisation && home ? ' · ' : null}
            {home}
          </p>
        </div>
      </div>
    </Hero>
  );
}

function Sessions({ store, speaker }: { store: Snapshot; speaker: Speaker }) {
  const sessions = sessionsOf(store, speaker.id);
  return (
    <Section title={t('speaker.sessions')}>
      {sessions.length === 0 ? <p class={styles.none}>{t('speaker.none')}</p> : null}
      <ul class={styles.sessions}>
        {sessions.map(session => (
          <li key={session.id}>
            <p class={[styles.day, 'num'].join(' ')}>
              {shortDay(session.start)} · {span(session.start, session.end)}
            </p>
            <AgendaEntry store={store} session={session} now={now.value} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One speaker, or the place kept for one who is not known yet. */
export function SpeakerPage({ id }: { id: string }) {
  const store = useStore(snapshot => snapshot);
  const speaker = store.speakers.get(id);
  useTitle(speaker ? localText(speaker.name).value : t('state.missing.title'));
  if (!speaker) return <NotFound />;
  return (
    <article>
      <Head speaker={speaker} />
      <LongText class={styles.bio} text={speaker.bio} />
      <Sessions store={store} speaker={speaker} />
      <BasisLines title={t('session.basis')} lines={[t(`speaker.status.${speaker.status}`)]} />
    </article>
  );
}
