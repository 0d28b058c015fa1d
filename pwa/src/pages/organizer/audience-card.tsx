import { useEffect, useState } from 'preact/hooks';
import { audienceSize } from '../../api/client';
import { Chip } from '../../components/chips';
import { Segmented } from '../../components/segmented';
import { number } from '../../i18n/format';
import { localText } from '../../i18n/index';
import type { Snapshot } from '../../store/signals';
import styles from './compose.module.css';
import { audienceOf, type Draft } from './draft';
import { w } from './words';

/** Returns how many phones the draft's audience has now; null while unknown. */
export function useAudienceSize(draft: Draft): number | null {
  const [size, setSize] = useState<number | null>(null);
  const key = draft.toEveryone ? 'everyone' : draft.topics.join(',');
  useEffect(() => {
    let current = true;
    setSize(null);
    const audience = audienceOf(draft);
    if (audience.topics?.length === 0) setSize(0);
    else {
      void audienceSize(audience).then(outcome => {
        if (current && outcome.ok) setSize(outcome.value.subscriptions);
      });
    }
    return () => {
      current = false;
    };
  }, [key]);
  return size;
}

/** Returns the choice of whom the announcement is for, with the live number of phones. */
export function AudienceCard({
  store,
  draft,
  change,
  size,
  fault,
}: {
  store: Snapshot;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  size: number | null;
  fault: string | null;
}) {
  const toggle = (id: string) =>
    change({
      topics: draft.topics.includes(id) ? draft.topics.filter(each => each !== id) : [...draft.topics, id],
    });
  return (
    <section class={styles.card} aria-labelledby="recipients">
      <div class={styles.cardHead}>
        <h2 class={styles.cardTitle} id="recipients">
          {w('recipients')}
        </h2>
        <p class={[styles.size, 'num'].join(' ')} role="status">
          {size === null ? (
            w('counting')
          ) : (
            <>
              <b>{number(size)}</b> {w('subscriptions')}
            </>
          )}
        </p>
      </div>
      <Segmented
        label={w('recipients')}
        name="audience"
        value={draft.toEveryone ? 'everyone' : 'by_topic'}
        segments={[
          { value: 'everyone', label: w('everyone') },
          { value: 'by_topic', label: w('by_topic') },
        ]}
        onChange={value => change({ toEveryone: value === 'everyone' })}
      />
      {draft.toEveryone ? null : (
        <fieldset class={styles.topics} id="audience" tabIndex={-1}>
          <legend class="vh">{w('by_topic')}</legend>
          {[...store.topics.values()].map(topic => (
            <Chip key={topic.id} pressed={draft.topics.includes(topic.id)} onClick={() => toggle(topic.id)}>
              {localText(topic.name).value}
            </Chip>
          ))}
        </fieldset>
      )}
      {fault ? <p class={styles.fault}>{fault}</p> : <p class={styles.hint}>{w('inbox_too')}</p>}
    </section>
  );
}
