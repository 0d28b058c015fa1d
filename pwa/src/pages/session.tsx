import { useTitle } from '../components/arrival';
import { Badge } from '../components/badge';
import { ButtonLink } from '../components/button';
import { Facts, Line } from '../components/facts';
import { Hero } from '../components/header';
import { LongText } from '../components/long-text';
import { TrackLabel } from '../components/track';
import { Words } from '../components/words';
import { languageNames, languages, shortDay, span } from '../i18n/format';
import { locale, localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { isPhoneElsewhere, phoneRange } from '../shared/time';
import { prefs } from '../store/prefs';
import { isOver, speakersOf, tagsOf } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import { AddToCalendar } from './calendar/add-to-calendar';
import { kindName } from './names';
import { NotFound } from './not-found';
import { Opinions } from './session/opinions';
import styles from './session.module.css';
import { SessionBasis } from './session-basis';
import { SessionNotices } from './session-notices';
import { Materials, Place, Speakers } from './session-parts';
import { SessionStar } from './session-star';
import { w } from './session-words';
import { ShareButton } from './share';

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
          ...(prefs.value.phoneTimes && isPhoneElsewhere(session.start)
            ? [{ name: w('phone_time'), value: phoneRange(session.start, session.end, locale.value) }]
            : []),
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

/** Returns what one can do with the session beside starring it. */
function Actions({ store, session }: { store: Snapshot; session: Session }) {
  return (
    <p class={styles.actions}>
      {isOver(session, now.value) ? null : <AddToCalendar store={store} session={session} />}
      <ShareButton title={localText(session.title).value} path={links.session(session.id)} />
    </p>
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
      <SessionNotices store={store} session={session} />
      <SessionStar session={session} />
      <Actions store={store} session={session} />
      <div class={styles.about}>
        <LongText class={styles.abstract} text={session.abstract} />
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
      <Opinions key={session.id} session={session} />
      <Materials session={session} />
      <Place store={store} session={session} />
      <SessionBasis session={session} lineUp={speakersOf(store, session)} />
    </article>
  );
}
