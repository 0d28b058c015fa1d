import { Avatar } from '../components/avatar';
import { ButtonLink } from '../components/button';
import { Line } from '../components/facts';
import { Card, LinkRow, List } from '../components/list';
import { Section } from '../components/section';
import { Words } from '../components/words';
import { number } from '../i18n/format';
import { t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { speakersOf } from '../store/select';
import type { Snapshot } from '../store/signals';
import { roleName } from './names';
import styles from './session.module.css';
import { w } from './session-words';

interface Parts {
  store: Snapshot;
  session: Session;
}

/** Returns who speaks, in the session's own order. */
export function Speakers({ store, session }: Parts) {
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

/** Returns where the session is, with the way to the map. */
export function Place({ store, session }: Parts) {
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
          <ButtonLink look="soft" small icon="map" href={`${links.map}?room=${encodeURIComponent(room.id)}`}>
            {t('session.show_on_map')}
          </ButtonLink>
        </p>
      </Card>
    </Section>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** Returns what there is to read or to keep from the session; each opens its own site, which is named. */
export function Materials({ session }: { session: Session }) {
  if (session.materials.length === 0) return null;
  return (
    <Section title={w('materials.title')}>
      <Card>
        <ul class={styles.materials}>
          {session.materials.map(({ title, url }) => (
            <li key={url}>
              <a class={styles.material} href={url} target="_blank" rel="noopener noreferrer">
                <Words text={title} />{' '}
                <small class={styles.away}>{w('materials.away', { host: hostOf(url) })}</small>
              </a>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
