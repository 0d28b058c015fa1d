import { ButtonLink } from '../components/button';
import { Words } from '../components/words';
import { clock, number, shortDay } from '../i18n/format';
import type { Floor, Service, Session } from '../shared/document';
import { links } from '../shared/links';
import { isOver, isRunning, sessionsIn } from '../store/select';
import { now, useStore } from '../store/signals';
import { words } from './describe';
import { PlaceTile, ServiceMark } from './place-tile';
import type { BoothPlace, Place, RoomPlace } from './places';
import { Sheet } from './sheet';
import styles from './sheet.module.css';
import { w } from './words';

function Head({ place, floor, titleId }: { place: Place; floor: Floor | undefined; titleId: string }) {
  const where = [
    place.type === 'booth' && place.kind ? w(`map.kind.${place.kind}`) : '',
    place.type === 'facility' ? w(`map.side.${place.side}`) : '',
    floor ? words(floor.name) : '',
  ];
  return (
    <>
      <PlaceTile place={place} chosen />
      <div class={styles.names}>
        <h2 class={styles.title} id={titleId} tabIndex={-1}>
          <Words text={place.name} />
        </h2>
        <p class={styles.meta}>{where.filter(Boolean).join(' · ')}</p>
      </div>
    </>
  );
}

function ServiceList({ services, places }: { services: readonly Service[]; places: string }) {
  return (
    <>
      <h3 class={styles.heading}>{w('map.services')}</h3>
      <ul class={styles.rows}>
        {services.map(service => (
          <li class={styles.row} key={service.id}>
            <Words text={service.name} as="p" class={styles.item} />
            {service.fee ? <Words text={service.fee.text} as="p" class={styles.meta} /> : null}
          </li>
        ))}
      </ul>
      {places ? <p class={styles.meta}>{places}</p> : null}
    </>
  );
}

function BoothBody({ place }: { place: BoothPlace }) {
  const { exhibitor, services, counters } = place;
  if (!exhibitor) return <p class={styles.quiet}>{w('map.free_text')}</p>;
  const [first, last] = [counters[0], counters.at(-1)];
  const at = first && last ? (first === last ? words(first) : `${words(first)} – ${words(last)}`) : '';
  return (
    <>
      {services.length > 0 ? (
        <p class={styles.offers}>
          <ServiceMark />
          <span>
            {services.map(service => words(service.name)).join(' · ')}
            {at ? <span class={styles.at}>{at}</span> : null}
          </span>
        </p>
      ) : (
        <Words text={exhibitor.summary} as="p" class={styles.summary} />
      )}
      <div class={styles.actions}>
        <ButtonLink href={links.booth(place.id)} wide>
          {w('map.to_booth')}
        </ButtonLink>
      </div>
    </>
  );
}

function SessionRow({ session, at }: { session: Session; at: number }) {
  const live = isRunning(session, at);
  return (
    <li>
      <a class={styles.session} href={links.session(session.id)}>
        <span class={live ? styles.live : styles.when}>
          {live ? w('map.now') : `${shortDay(session.start)} ${clock(session.start)}`}
        </span>
        <Words text={session.title} class={styles.item} />
      </a>
    </li>
  );
}

function RoomFacts({ place }: { place: RoomPlace }) {
  const { capacity, step_free } = place.room;
  const facts = [
    capacity === null ? '' : w('map.capacity', { n: number(capacity) }),
    step_free ? w('map.step_free') : w('map.steps'),
  ];
  return <p class={styles.quiet}>{facts.filter(Boolean).join(' · ')}</p>;
}

function RoomSessions({ sessions, at }: { sessions: readonly Session[]; at: number }) {
  return (
    <ul class={styles.rows} aria-label={w('map.sessions')}>
      {sessions.map(session => (
        <SessionRow key={session.id} session={session} at={at} />
      ))}
    </ul>
  );
}

/** Returns the sheet of a booth, a room or a facility. */
export function PlaceSheet({
  place,
  floor,
  ...rest
}: {
  place: Place;
  floor: Floor | undefined;
  takesFocus: boolean;
  onClose: () => void;
  onHeight: (sheet: HTMLElement) => void;
}) {
  const at = now.value;
  const ahead = useStore(store => (place.type === 'room' ? sessionsIn(store, place.id) : [])).filter(
    session => session.status !== 'cancelled' && !isOver(session, at),
  );
  const services = place.type === 'booth' ? place.services : [];
  const counters = place.type === 'booth' ? place.counters.map(words).join(', ') : '';
  const more =
    services.length > 0 ? (
      <ServiceList services={services} places={counters} />
    ) : ahead.length > 1 ? (
      <RoomSessions sessions={ahead.slice(1, 8)} at={at} />
    ) : null;
  return (
    <Sheet
      {...rest}
      name={`${place.type} ${place.id}`}
      head={titleId => <Head place={place} floor={floor} titleId={titleId} />}
      more={more}
    >
      {place.type === 'booth' ? <BoothBody place={place} /> : null}
      {place.type === 'room' ? <RoomFacts place={place} /> : null}
      {ahead.length > 0 ? <RoomSessions sessions={ahead.slice(0, 1)} at={at} /> : null}
    </Sheet>
  );
}
