import { useState } from 'preact/hooks';
import { SelectField } from '../../components/field';
import { Segmented } from '../../components/segmented';
import { clock, shortDay } from '../../i18n/format';
import { localText } from '../../i18n/index';
import { links } from '../../shared/links';
import { daysInOrder, exhibitorAt, sessionsOn } from '../../store/select';
import type { Snapshot } from '../../store/signals';
import styles from './compose.module.css';
import type { Draft, Expiry } from './draft';
import { w } from './words';

interface Option {
  value: string;
  text: string;
}

const EXPIRIES: Expiry[] = ['never', 'in_an_hour', 'tonight', 'own_time'];

function sessionOptions(store: Snapshot): Option[] {
  return daysInOrder(store).flatMap(day =>
    sessionsOn(store, day.id).map(session => ({
      value: links.session(session.id),
      text: `${shortDay(session.start)} ${clock(session.start)} · ${localText(session.title).value}`,
    })),
  );
}

function boothOptions(store: Snapshot): Option[] {
  return [...store.booths.values()]
    .sort((a, b) => a.code.localeCompare(b.code))
    .map(booth => ({
      value: links.booth(booth.id),
      text: `${booth.code} · ${localText((exhibitorAt(store, booth) ?? booth).name).value}`,
    }));
}

type LinkKind = 'page' | 'session' | 'booth';

function LinkChoice({ store, draft, change }: { store: Snapshot; draft: Draft; change: Change }) {
  const [kind, setKind] = useState<LinkKind>('page');
  const pages: Option[] = [
    { value: links.announcements, text: w('link_inbox') },
    { value: links.agenda, text: w('link_agenda') },
    { value: links.map, text: w('link_map') },
    { value: links.awards, text: w('link_awards') },
    { value: links.info, text: w('link_info') },
  ];
  const options = kind === 'page' ? pages : kind === 'session' ? sessionOptions(store) : boothOptions(store);
  const choose = (next: LinkKind) => {
    setKind(next);
    change({ path: links.announcements });
  };
  return (
    <>
      <Segmented
        label={w('link')}
        name="link"
        value={kind}
        segments={[
          { value: 'page', label: w('link_page') },
          { value: 'session', label: w('link_session') },
          { value: 'booth', label: w('link_booth') },
        ]}
        onChange={value => choose(value === 'session' ? 'session' : value === 'booth' ? 'booth' : 'page')}
      />
      <div class={styles.choice}>
        <SelectField
          label={w('link_hint')}
          value={kind !== 'page' && draft.path === links.announcements ? '' : draft.path}
          options={kind === 'page' ? options : [{ value: '', text: w('link_choose') }, ...options]}
          onChange={path => change({ path: path || links.announcements })}
        />
      </div>
    </>
  );
}

type Change = (part: Partial<Draft>) => void;

/** Returns where the announcement leads, how urgent it is and until when it holds. */
export function OptionsCard({
  store,
  draft,
  change,
  expiryFault,
  pathFault,
}: {
  store: Snapshot;
  draft: Draft;
  change: Change;
  expiryFault: string | null;
  pathFault: string | null;
}) {
  return (
    <section class={[styles.card, styles.options].join(' ')}>
      <div>
        <h2 class={styles.optionTitle}>{w('link')}</h2>
        <LinkChoice store={store} draft={draft} change={change} />
        {pathFault ? <p class={styles.fault}>{pathFault}</p> : <p class={styles.hint}>{w('link_hint')}</p>}
      </div>
      <div>
        <h2 class={styles.optionTitle}>{w('urgency')}</h2>
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
      <div>
        <h2 class={styles.optionTitle}>{w('expires')}</h2>
        <div class={styles.choice}>
          <SelectField
            label={w('expires')}
            value={draft.expiry}
            options={EXPIRIES.map(value => ({ value, text: w(value) }))}
            onChange={value => change({ expiry: EXPIRIES.find(each => each === value) ?? 'never' })}
          />
        </div>
        {draft.expiry === 'own_time' ? (
          <input
            id="expires_at"
            class={styles.moment}
            type="datetime-local"
            aria-label={w('own_time')}
            aria-invalid={expiryFault !== null}
            value={draft.ownTime}
            onInput={event => change({ ownTime: event.currentTarget.value })}
          />
        ) : null}
        {expiryFault ? (
          <p class={styles.fault}>{expiryFault}</p>
        ) : (
          <p class={styles.hint}>{w('expires_hint')}</p>
        )}
      </div>
    </section>
  );
}
