import { useEffect } from 'preact/hooks';
import { Icon } from '../components/icon';
import { t } from '../i18n/index';
import { pushState } from '../push/state';
import type { Session } from '../shared/document';
import { links } from '../shared/links';
import { readMark } from '../store/inbox';
import { mark } from '../store/marks';
import { isStarred, messages, reminderOf, setReminder, setStarred, stars } from '../store/own';
import { prefs } from '../store/prefs';
import { isOver } from '../store/select';
import { now } from '../store/signals';
import { leadOf, leadOptions, leadValue, leadWords } from './reminders';
import styles from './session-star.module.css';

const AS_SET = 'settings';

function Reminder({ session }: { session: string }) {
  const own = stars.value.get(session)?.reminder_minutes;
  const choose = (value: string) =>
    void setReminder(session, value === AS_SET ? undefined : leadOf(value)).catch(() => undefined);
  return (
    <label class={styles.change}>
      <span aria-hidden="true">{t('star.change')}</span>
      <select
        class={styles.select}
        aria-label={t('star.reminder')}
        value={own === undefined ? AS_SET : leadValue(own)}
        onChange={event => choose(event.currentTarget.value)}
      >
        <option value={AS_SET}>{t('star.as_set', { lead: leadWords(prefs.value.reminderMinutes) })}</option>
        {leadOptions(own).map(option => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Marks what was told of this session as read, for whoever has come to its page. */
function useReadHere(session: string): void {
  const told = messages.value.filter(each => each.subject === `sessions/${session}`).map(each => each.id);
  const ids = told.join(' ');
  useEffect(() => {
    if (ids) void mark(...ids.split(' ').map(readMark));
  }, [ids]);
}

/** Returns the card that puts a session on the visitor's agenda, with when they will be reminded of it. */
export function SessionStar({ session }: { session: Session }) {
  useReadHere(session.id);
  const starred = isStarred(session.id);
  const lead = reminderOf(session.id);
  // Of what is over there is nothing left to tell.
  const isAhead = !isOver(session, now.value);
  return (
    <section class={styles.card}>
      <div class={styles.row}>
        <button
          type="button"
          class={styles.toggle}
          aria-pressed={starred}
          onClick={() => void setStarred(session.id, !starred)}
        >
          <span class={styles.icon}>
            <Icon name="star" filled={starred} />
          </span>
          <span class={styles.words}>
            <span class={styles.title}>{t(starred ? 'star.on' : 'star.off')}</span>
            {isAhead ? (
              <span class={styles.meta}>{starred ? leadWords(lead) : t('star.off_text')}</span>
            ) : null}
          </span>
        </button>
        {starred && isAhead ? <Reminder session={session.id} /> : null}
      </div>
      {starred && isAhead && lead !== null && pushState.value === 'off' ? (
        <p class={styles.note}>
          <a href={`${links.me}#notifications`}>{t('star.turn_on')}</a>
        </p>
      ) : null}
    </section>
  );
}
