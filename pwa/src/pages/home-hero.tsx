import { ButtonLink } from '../components/button';
import { Countdown } from '../components/countdown';
import { freshWords } from '../components/freshness';
import { Icon } from '../components/icon';
import { Words } from '../components/words';
import { clock, number, shortDay } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { minutesUntil } from '../shared/time';
import { type Leave, leaveFor } from '../store/mine';
import { isStarred } from '../store/own';
import { daysInOrder } from '../store/select';
import { freshness, now, type Snapshot } from '../store/signals';
import styles from './home.module.css';
import type { Phase } from './phase';

function Label({ text }: { text: string }) {
  const offline = freshness.value.state === 'offline' || freshness.value.state === 'failed';
  return (
    <p class={styles.label}>
      <b>{text}</b>
      <span class={[styles.fresh, offline ? styles.offline : '', 'num'].join(' ')}>{freshWords()}</span>
    </p>
  );
}

function timeLeft(minutes: number): { n: number; unit: string } {
  if (minutes < 100) return { n: minutes, unit: t('time.minutes_to_go') };
  return { n: Math.round(minutes / 60), unit: t('time.hours_to_go') };
}

function Place({ store, session }: { store: Snapshot; session: Session }) {
  const room = store.rooms.get(session.room ?? '');
  const floor = store.floors.get(room?.floor ?? '');
  return (
    <div class={styles.go}>
      <p class={styles.place}>
        {room ? <Words text={room.name} /> : null}
        <small class={styles.floor}>
          {floor ? <Words text={floor.name} /> : null}
          {room?.step_free ? ` · ${t('session.step_free')}` : null}
        </small>
      </p>
      {room ? (
        <ButtonLink look="paper" icon="pin" href={`${links.map}?room=${encodeURIComponent(room.id)}`}>
          {t('home.to_map')}
        </ButtonLink>
      ) : null}
    </div>
  );
}

/** Returns when to leave, by the walk over the plan from where the visitor most likely is. */
function LeaveLine({ leave }: { leave: Leave }) {
  const { walk, from, left } = leave;
  const place = from
    ? t('home.walk_from', { room: localText(from.name).value })
    : t('home.walk_from_entrance');
  return (
    <p class={[styles.leave, left <= 0 ? styles.leaveNow : '', 'num'].join(' ')}>
      <Icon name="walk" size="medium" />
      <span>
        {left <= 0 ? t('home.leave_now', { n: walk }) : t('home.leave_in', { left, n: walk })} {place}
      </span>
    </p>
  );
}

/** From when on it matters when to leave, in minutes before the start. */
const SOON = 90;

function Next({ store, session, mine = false }: { store: Snapshot; session: Session; mine?: boolean }) {
  const leave = mine ? leaveFor(store, isStarred, session, now.value) : null;
  const minutes = minutesUntil(session.start, now.value);
  const { n, unit } = timeLeft(minutes);
  return (
    <>
      <Label text={t(mine ? 'home.mine' : 'home.next')} />
      <h2 class={styles.title}>
        <a href={links.session(session.id)}>
          <Words text={session.title} />
        </a>
      </h2>
      <p class={[styles.big, 'num'].join(' ')}>
        <b>{number(n)}</b> <span>{unit}</span>
      </p>
      <div class={styles.line} aria-hidden="true">
        <progress class={styles.left} max={60} value={Math.min(60, minutes)} />
        <i class={styles.start} />
      </div>
      <p class={[styles.ends, 'num'].join(' ')} aria-hidden="true">
        <span>{clock(now.value)}</span>
        <b>{clock(session.start)}</b>
      </p>
      {leave && minutes <= SOON ? <LeaveLine leave={leave} /> : null}
      <Place store={store} session={session} />
    </>
  );
}

function Before({ store, start }: { store: Snapshot; start: string }) {
  const first = daysInOrder(store)[0];
  return (
    <>
      <Label text={t('home.before')} />
      <Countdown to={start} />
      <p class={styles.place}>
        {t('home.before_day', { day: shortDay(start) })}
        {store.event ? (
          <small class={styles.floor}>
            <Words text={store.event.venue.name} />
          </small>
        ) : null}
      </p>
      {store.event ? <Words as="p" class={styles.theme} text={store.event.theme} /> : null}
      {first ? (
        <p class={styles.actions}>
          <ButtonLink look="paper" icon="agenda" href={`${links.agenda}?day=${first.id}`}>
            {t('home.browse_day', { n: first.number })}
          </ButtonLink>
        </p>
      ) : null}
    </>
  );
}

function Between({ store, main }: { store: Snapshot; main: Session }) {
  const day = store.days.get(main.day);
  const start = day?.start ?? main.start;
  return (
    <>
      <Label text={t('home.between')} />
      <h2 class={styles.title}>
        {t('home.between_text', { day: shortDay(start).replaceAll(' ', '\u00a0'), time: clock(start) })}
      </h2>
      {day ? <Words as="p" class={styles.theme} text={day.headline} /> : null}
      {day ? (
        <p class={styles.actions}>
          <ButtonLink look="paper" icon="agenda" href={`${links.agenda}?day=${day.id}`}>
            {t('home.browse_day', { n: day.number })}
          </ButtonLink>
        </p>
      ) : null}
    </>
  );
}

function After() {
  return (
    <>
      <Label text={t('home.thanks')} />
      <h2 class={styles.title}>{t('home.after')}</h2>
      <p class={styles.theme}>{t('home.after_text')}</p>
      <p class={styles.actions}>
        <ButtonLink look="paper" icon="award" href={links.awards}>
          {t('home.after_awards')}
        </ButtonLink>
      </p>
    </>
  );
}

/** Returns the answer to "what now?": the visitor's own next session, else what is next for where the event stands. */
export function HeroState({ store, phase, mine }: { store: Snapshot; phase: Phase; mine: Session | null }) {
  if (mine) return <Next store={store} session={mine} mine />;
  if (phase.kind === 'before') return <Before store={store} start={phase.start} />;
  if (phase.kind === 'during') return <Next store={store} session={phase.main} />;
  if (phase.kind === 'between') return <Between store={store} main={phase.main} />;
  if (phase.kind === 'after') return <After />;
  return (
    <>
      <Label text={t('home.now')} />
      {store.event ? <Words as="p" class={styles.theme} text={store.event.theme} /> : null}
    </>
  );
}
