import { SelectField } from '../components/field';
import { Icon } from '../components/icon';
import { List } from '../components/list';
import { SwitchRow } from '../components/switch';
import { locale } from '../i18n/index';
import { prefs, type QuietHours, setPrefs } from '../store/prefs';
import styles from './me.module.css';
import { w } from './phone-words';
import { leadOf, leadOptions, leadValue } from './reminders';

const USUAL_QUIET: QuietHours = { from: '22:00', to: '06:00' };

function Lead() {
  const { reminderMinutes } = prefs.value;
  return (
    <li class={styles.setting}>
      <span class={styles.icon}>
        <Icon name="clock" />
      </span>
      <span class={styles.settingText}>
        <span class={styles.title}>{w('timing.lead')}</span>
        <span class={styles.text}>{w('timing.lead_text')}</span>
      </span>
      <SelectField
        label={w('timing.lead')}
        value={leadValue(reminderMinutes)}
        options={leadOptions(reminderMinutes)}
        onChange={value => void setPrefs({ reminderMinutes: leadOf(value) })}
      />
    </li>
  );
}

function Hour({ side, quiet }: { side: keyof QuietHours; quiet: QuietHours }) {
  const choose = (value: string) => {
    const chosen = { ...quiet, [side]: value };
    // A browser may offer to clear the field, and hours of no length are none.
    if (value !== '' && chosen.from !== chosen.to) void setPrefs({ quietHours: chosen });
  };
  return (
    <label class={styles.hour}>
      <span class={styles.label}>{w(`timing.${side}`)}</span>
      <input
        class={styles.time}
        type="time"
        value={quiet[side]}
        onChange={event => choose(event.currentTarget.value)}
      />
    </label>
  );
}

function told({ from, to }: QuietHours): string {
  const point = locale.value === 'id' ? '.' : ':';
  return w('timing.quiet_on', { from: from.replace(':', point), to: to.replace(':', point) });
}

/** Returns the settings of when the phone rings: how long before a session, and at which hours not. */
export function Timing() {
  const quiet = prefs.value.quietHours;
  return (
    <div class={styles.part}>
      <List label={w('timing.title')}>
        <Lead />
        <SwitchRow
          lead={
            <span class={styles.icon}>
              <Icon name="moon" />
            </span>
          }
          title={w('timing.quiet')}
          meta={quiet ? told(quiet) : w('timing.quiet_off')}
          checked={quiet !== null}
          onChange={on => void setPrefs({ quietHours: on ? USUAL_QUIET : null })}
        />
        {quiet ? (
          <li class={styles.hours}>
            <Hour side="from" quiet={quiet} />
            <Hour side="to" quiet={quiet} />
          </li>
        ) : null}
      </List>
    </div>
  );
}
