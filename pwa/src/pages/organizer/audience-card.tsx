import { useEffect, useState } from 'preact/hooks';
import { type Reach, reachOf } from '../../api/announcements';
import { Segmented } from '../../components/segmented';
import { SwitchRow } from '../../components/switch';
import { number } from '../../i18n/format';
import type { Snapshot } from '../../store/signals';
import { AudienceGroups } from './audience-groups';
import styles from './compose.module.css';
import { audienceOf, type Draft, hasAudience, isPublic } from './draft';
import { w } from './words';

/** Returns how many the draft's audience has now; null while unknown. */
export function useReach(draft: Draft): Reach | null {
  const [reach, setReach] = useState<Reach | null>(null);
  const target = audienceOf(draft);
  const isEmpty = !hasAudience(draft);
  useEffect(() => {
    let current = true;
    setReach(isEmpty ? { subscriptions: 0, visitors: 0 } : null);
    if (isEmpty) return;
    void reachOf(target).then(outcome => {
      if (current && outcome.ok) setReach(outcome.value);
    });
    return () => {
      current = false;
    };
  }, [isEmpty, JSON.stringify(target)]);
  return reach;
}

function ReachLine({ reach }: { reach: Reach | null }) {
  return (
    <p class={[styles.size, 'num'].join(' ')} role="status">
      {reach === null ? (
        w('counting')
      ) : (
        <>
          <span>
            <b>{number(reach.subscriptions)}</b> {w('subscriptions')}
          </span>
          {reach.visitors === undefined ? null : (
            <span>
              <b>{number(reach.visitors)}</b> {w('in_inbox')}
            </span>
          )}
        </>
      )}
    </p>
  );
}

function Narrowing({ draft, change }: { draft: Draft; change: (part: Partial<Draft>) => void }) {
  return (
    <div class={styles.narrowing}>
      <h3 class={styles.optionTitle}>{w('narrow')}</h3>
      <Segmented
        label={w('language')}
        name="language"
        value={draft.language ?? 'any'}
        segments={[
          { value: 'any', label: w('any_language') },
          { value: 'id', label: w('indonesian') },
          { value: 'en', label: w('english') },
        ]}
        onChange={value => change({ language: value === 'id' || value === 'en' ? value : null })}
      />
      <ul class={styles.switches}>
        <SwitchRow
          title={w('seen_today')}
          meta={w('seen_today_hint')}
          checked={draft.seenToday}
          onChange={seenToday => change({ seenToday })}
        />
      </ul>
    </div>
  );
}

/** Returns the choice of whom the announcement is for, with the live number of those it reaches. */
export function AudienceCard({
  store,
  draft,
  change,
  reach,
  fault,
}: {
  store: Snapshot;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  reach: Reach | null;
  fault: string | null;
}) {
  const isForAll = hasAudience(draft) && isPublic(audienceOf(draft));
  return (
    <section class={styles.card} aria-labelledby="recipients">
      <div class={styles.cardHead}>
        <h2 class={styles.cardTitle} id="recipients">
          {w('recipients')}
        </h2>
        <ReachLine reach={reach} />
      </div>
      <Segmented
        label={w('recipients')}
        name="audience"
        value={draft.toEveryone ? 'everyone' : 'chosen'}
        segments={[
          { value: 'everyone', label: w('everyone') },
          { value: 'chosen', label: w('chosen') },
        ]}
        onChange={value => change({ toEveryone: value === 'everyone' })}
      />
      {draft.toEveryone ? null : <AudienceGroups store={store} draft={draft} change={change} />}
      <Narrowing draft={draft} change={change} />
      {fault ? (
        <p class={styles.fault}>{fault}</p>
      ) : (
        <p class={styles.hint}>{w(isForAll ? 'inbox_too' : 'inbox_chosen')}</p>
      )}
    </section>
  );
}
