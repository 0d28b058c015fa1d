import { useTitle } from '../components/arrival';
import { Avatar } from '../components/avatar';
import { Badge } from '../components/badge';
import { ButtonLink } from '../components/button';
import { Facts, Line, Notice } from '../components/facts';
import { Hero } from '../components/header';
import { Card, LinkRow, List } from '../components/list';
import { Section } from '../components/section';
import { TrackLabel } from '../components/track';
import { Words } from '../components/words';
import { clock, languageNames, languages, number, shortDay, span } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { isOver, isRunning, speakersOf, tagsOf } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import { kindName, roleName } from './names';
import { NotFound } from './not-found';
import styles from './session.module.css';
import { SessionBasis } from './session-basis';
import { SessionStar } from './session-star';

function mapLink(room: string): string {
  return `${links.map}?room=${encodeURIComponent(room)}`;
}

function Head({ store, session }: { store: Snapshot; session: Session }) {
  const room = store.rooms.get(session.room ?? '');
  const floor = store.floors.get(room?.floor ?? '');
  const isAward = store.awards?.lists.some(list => list.session === session.id);
  const title = <Words text={session.title} />;
  return (
    <Hero up={links.agenda}>
      <TrackLabel
        quiet
        track={store.tracks.get(session.track ?? '')}
        tracks={store.tracks}
        award={isAward ? t('session.award') : undefined}
      />
      <h1 class={styles.title} tabIndex={-1}>
        {session.status === 'cancelled' ? <s>{title}</s> : title}
      </h1>
      <Facts
        facts={[
          { name: shortDay(session.start), value: span(session.start, session.end) },
          ...(room
            ? [
                {
                  name: floor ? localText(floor.name).value : t('session.place'),
                  value: <Words text={room.name} />,
                },
              ]
            : []),
          { name: t('session.languages'), value: languages(session.languages) },
        ]}
      />
    </Hero>
  );
}

function State({ session }: { session: Session }) {
  if (session.status === 'cancelled') {
    return (
      <Notice icon="x" tone="quiet">
        {t('session.cancelled')} {t('session.cancelled_text')}
      </Notice>
    );
  }
  if (isRunning(session, now.value)) {
    return (
      <Notice icon="clock" tone="live">
        {t('session.live', { time: clock(session.end) })}
      </Notice>
    );
  }
  if (!isOver(session, now.value)) return null;
  return (
    <Notice icon="check" tone="quiet">
      {t('session.done')}
    </Notice>
  );
}

function Speakers({ store, session }: { store: Snapshot; session: Session }) {
  const lineUp = speakersOf(store, session);
  if (lineUp.length === 0 && !session.lineup_note) return null;
  return (
    <Section title={t('session.speakers')}>
      {lineUp.length > 0 ? (
        <List>
          {lineUp.map(({ speaker, role }) => (
            <LinkRow
              key={speaker.id}
              href={links.speaker(speaker.id)}
              lead={<Avatar speaker={speaker} />}
              title={<Words text={speaker.name} />}
              meta={
                <>
                  <Words text={speaker.title} />
                  {role === 'speaker' || speaker.placeholder ? null : ` · ${roleName(role)}`}
                </>
              }
            />
          ))}
        </List>
      ) : null}
      {session.lineup_note ? (
        <div class={lineUp.length > 0 ? styles.note : undefined}>
          <Card>
            <Line icon="users">
              <Words text={session.lineup_note} />
            </Line>
          </Card>
        </div>
      ) : null}
    </Section>
  );
}

function Place({ store, session }: { store: Snapshot; session: Session }) {
  const room = store.rooms.get(session.room ?? '');
  if (!room) return null;
  const floor = store.floors.get(room.floor ?? '');
  return (
    <Section title={<Words text={room.name} />}>
      <Card>
        {floor ? (
          <Line icon="layers">
            <Words text={floor.name} />
          </Line>
        ) : null}
        {room.step_free ? <Line icon="access">{t('session.step_free')}</Line> : null}
        {room.capacity ? (
          <Line icon="users">{t('session.capacity', { n: number(room.capacity) })}</Line>
        ) : null}
        <p class={styles.action}>
          <ButtonLink look="soft" small icon="map" href={mapLink(room.id)}>
            {t('session.show_on_map')}
          </ButtonLink>
        </p>
      </Card>
    </Section>
  );
}

/** One session: when, where, what about, who, and where its facts come from. */
export function SessionPage({ id }: { id: string }) {
  const store = useStore(snapshot => snapshot);
  const session = store.sessions.get(id);
  useTitle(session ? localText(session.title).value : t('state.missing.title'));
  if (!session) return <NotFound />;
  const isAward = store.awards?.lists.some(list => list.session === session.id);
  return (
    <article>
      <Head store={store} session={session} />
      <State session={session} />
      <SessionStar session={session} />
      <div class={styles.about}>
        <Words as="p" class={styles.abstract} text={session.abstract} />
        <div class={styles.lines}>
          {session.interpretation.length > 0 ? (
            <Line icon="headset">
              {t('session.interpretation', { languages: languageNames(session.interpretation) })}
            </Line>
          ) : null}
          {session.sign_language ? <Line icon="chat">{t('session.sign_language')}</Line> : null}
          {session.booking_required ? <Line icon="doc">{t('session.booking')}</Line> : null}
        </div>
        {isAward ? (
          <p class={styles.action}>
            <ButtonLink look="gold" small icon="award" href={links.awards}>
              {t('session.see_awards')}
            </ButtonLink>
          </p>
        ) : null}
        <ul class={styles.tags} aria-label={t('session.tags')}>
          <li>
            <Badge>{kindName(session.kind)}</Badge>
          </li>
          {tagsOf(store, session).map(tag => (
            <li key={tag.id}>
              <Badge>
                <Words text={tag.name} />
              </Badge>
            </li>
          ))}
        </ul>
      </div>
      <Speakers store={store} session={session} />
      <Place store={store} session={session} />
      <SessionBasis session={session} lineUp={speakersOf(store, session)} />
    </article>
  );
}
