import { useState } from 'preact/hooks';
import { SelectField } from '../../components/field';
import { Segmented } from '../../components/segmented';
import { clock, shortDay } from '../../i18n/format';
import { localText } from '../../i18n/index';
import { links } from '../../shared/links';
import { daysInOrder, exhibitorAt, sessionsOn } from '../../store/select';
import type { Snapshot } from '../../store/signals';
import styles from './compose.module.css';
import type { Draft } from './draft';
import { w } from './words';

interface Option {
  value: string;
  text: string;
}

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

function kindOf(path: string): LinkKind {
  if (path.startsWith(`${links.agenda}/`)) return 'session';
  return path.startsWith('/booths/') ? 'booth' : 'page';
}

function LinkChoice({ store, draft, change }: { store: Snapshot; draft: Draft; change: Change }) {
  const [kind, setKind] = useState<LinkKind>(kindOf(draft.path));
  const pages: Option[] = [
    { value: links.announcements, text: w('link_inbox') },
    { value: links.agenda, text: w('link_agenda') },
    { value: links.map, text: w('link_map') },
    { value: links.awards, text: w('link_awards') },
    { value: links.info, text: w('link_info') },
  ];
  // An announcement made elsewhere may lead to a page that is not offered here.
  if (kind === 'page' && !pages.some(page => page.value === draft.path))
    pages.push({ value: draft.path, text: draft.path });
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

/** Returns where a tap on the announcement leads. */
export function LinkCard({
  store,
  draft,
  change,
  fault,
}: {
  store: Snapshot;
  draft: Draft;
  change: Change;
  fault: string | null;
}) {
  return (
    <section class={styles.card} aria-labelledby="link">
      <h2 class={styles.cardTitle} id="link">
        {w('link')}
      </h2>
      <div class={styles.options}>
        <LinkChoice store={store} draft={draft} change={change} />
      </div>
      {fault ? <p class={styles.fault}>{fault}</p> : <p class={styles.hint}>{w('link_hint')}</p>}
    </section>
  );
}
