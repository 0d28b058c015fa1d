import { SelectField } from '../../components/field';
import { Segmented } from '../../components/segmented';
import styles from './compose.module.css';
import type { Draft, Expiry } from './draft';
import { w } from './words';

const EXPIRIES: Expiry[] = ['never', 'in_an_hour', 'tonight', 'own_time'];

type Change = (part: Partial<Draft>) => void;

function MomentField({
  id,
  label,
  value,
  fault,
  onInput,
}: {
  id: string;
  label: string;
  value: string;
  fault: string | null;
  onInput: (value: string) => void;
}) {
  return (
    <input
      id={id}
      class={styles.moment}
      type="datetime-local"
      aria-label={label}
      aria-invalid={fault !== null}
      aria-describedby={fault ? `${id}.fault` : undefined}
      value={value}
      onInput={event => onInput(event.currentTarget.value)}
    />
  );
}

function FaultOr({ id, fault, hint }: { id: string; fault: string | null; hint: string }) {
  return fault ? (
    <p class={styles.fault} id={`${id}.fault`}>
      {fault}
    </p>
  ) : (
    <p class={styles.hint}>{hint}</p>
  );
}

function Sending({ draft, change, fault }: { draft: Draft; change: Change; fault: string | null }) {
  return (
    <div>
      <h3 class={styles.optionTitle}>{w('sending_when')}</h3>
      <Segmented
        label={w('sending_when')}
        name="sending"
        value={draft.sendTime === null ? 'now' : 'later'}
        segments={[
          { value: 'now', label: w('send_now') },
          { value: 'later', label: w('send_later') },
        ]}
        onChange={value => change({ sendTime: value === 'now' ? null : '' })}
      />
      {draft.sendTime === null ? null : (
        <>
          <MomentField
            id="send_at"
            label={w('send_at_label')}
            value={draft.sendTime}
            fault={fault}
            onInput={sendTime => change({ sendTime })}
          />
          <FaultOr id="send_at" fault={fault} hint={w('send_at_label')} />
        </>
      )}
    </div>
  );
}

function Ending({ draft, change, fault }: { draft: Draft; change: Change; fault: string | null }) {
  return (
    <div>
      <h3 class={styles.optionTitle}>{w('expires')}</h3>
      <div class={styles.choice}>
        <SelectField
          label={w('expires')}
          value={draft.expiry}
          options={EXPIRIES.map(value => ({ value, text: w(value) }))}
          onChange={value => change({ expiry: EXPIRIES.find(each => each === value) ?? 'never' })}
        />
      </div>
      {draft.expiry === 'own_time' ? (
        <MomentField
          id="expires_at"
          label={w('own_time')}
          value={draft.ownTime}
          fault={fault}
          onInput={ownTime => change({ ownTime })}
        />
      ) : null}
      <FaultOr id="expires_at" fault={fault} hint={w('expires_hint')} />
    </div>
  );
}

/** Returns when the announcement is sent, until when it holds, and how urgent it is. */
export function TimingCard({
  draft,
  change,
  wordsOf,
}: {
  draft: Draft;
  change: Change;
  wordsOf: (field: string) => string | null;
}) {
  return (
    <section class={[styles.card, styles.timing].join(' ')}>
      <Sending draft={draft} change={change} fault={wordsOf('send_at')} />
      <Ending draft={draft} change={change} fault={wordsOf('expires_at')} />
      <div>
        <h3 class={styles.optionTitle}>{w('urgency')}</h3>
        <Segmented
          label={w('urgency')}
          name="urgency"
          value={draft.urgency}
          segments={[
            { value: 'normal', label: w('normal') },
            { value: 'high', label: w('high') },
          ]}
          onChange={value => change({ urgency: value === 'high' ? 'high' : 'normal' })}
        />
        <p class={styles.hint}>{w('high_hint')}</p>
      </div>
    </section>
  );
}
