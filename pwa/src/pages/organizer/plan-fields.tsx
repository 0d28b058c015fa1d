import { Button } from '../../components/button';
import { SelectField } from '../../components/field';
import { Segmented } from '../../components/segmented';
import { shortDay } from '../../i18n/format';
import { localText } from '../../i18n/index';
import { daysInOrder } from '../../store/select';
import type { Snapshot } from '../../store/signals';
import { delayed, type Plan, startingAt } from './programme-plan';
import styles from './reschedule.module.css';
import { w } from './words';

const DELAYS = [5, 10, 15, 30];

type Fields = { store: Snapshot; plan: Plan; onChange: (plan: Plan) => void };

function Times({ plan, onChange }: Omit<Fields, 'store'>) {
  return (
    <div class={styles.times}>
      <label class={styles.field}>
        {w('starts')}
        <input
          class={styles.time}
          type="time"
          required
          value={plan.start}
          onInput={event => onChange(startingAt(plan, event.currentTarget.value))}
        />
      </label>
      <label class={styles.field}>
        {w('ends')}
        <input
          class={styles.time}
          type="time"
          required
          value={plan.end}
          onInput={event => onChange({ ...plan, end: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

function Delays({ plan, onChange }: Omit<Fields, 'store'>) {
  return (
    <fieldset class={styles.delays}>
      <legend class={styles.label}>{w('later_by')}</legend>
      <div class={styles.buttons}>
        {DELAYS.map(minutes => (
          <Button small look="soft" key={minutes} onClick={() => onChange(delayed(plan, minutes))}>
            {`+${minutes}`}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function Choices({ store, plan, onChange }: Fields) {
  const rooms = [...store.rooms.values()]
    .map(room => ({ value: room.id, text: localText(room.name).value }))
    .sort((a, b) => a.text.localeCompare(b.text));
  return (
    <div class={styles.choices}>
      <div>
        <p class={styles.label} aria-hidden="true">
          {w('day')}
        </p>
        <div class={styles.select}>
          <SelectField
            label={w('day')}
            value={plan.date}
            options={daysInOrder(store).map(day => ({ value: day.date, text: shortDay(day.start) }))}
            onChange={date => onChange({ ...plan, date })}
          />
        </div>
      </div>
      <div>
        <p class={styles.label} aria-hidden="true">
          {w('room')}
        </p>
        <div class={styles.select}>
          <SelectField
            label={w('room')}
            value={plan.room ?? ''}
            options={plan.room === null ? [{ value: '', text: w('no_room') }, ...rooms] : rooms}
            onChange={room => onChange({ ...plan, room: room || null })}
          />
        </div>
      </div>
    </div>
  );
}

/** Returns the fields of a plan: times with their quick delays, day, room, and whether the session goes ahead. */
export function PlanFields({ store, plan, onChange }: Fields) {
  return (
    <div class={styles.fields}>
      <Times plan={plan} onChange={onChange} />
      <Delays plan={plan} onChange={onChange} />
      <Choices store={store} plan={plan} onChange={onChange} />
      <div>
        <p class={styles.label} aria-hidden="true">
          {w('status')}
        </p>
        <Segmented
          label={w('status')}
          name="status"
          value={plan.status}
          segments={[
            { value: 'scheduled', label: w('goes_ahead') },
            { value: 'cancelled', label: w('cancelled') },
          ]}
          onChange={value => onChange({ ...plan, status: value === 'cancelled' ? 'cancelled' : 'scheduled' })}
        />
      </div>
    </div>
  );
}
