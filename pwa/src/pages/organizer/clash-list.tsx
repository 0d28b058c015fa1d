import type { Clash } from '../../api/programme';
import { Icon } from '../../components/icon';
import { localText } from '../../i18n/index';
import type { Snapshot } from '../../store/signals';
import styles from './reschedule.module.css';
import { w } from './words';

/** Returns warnings of sessions that would share a room or a speaker at one time; they do not forbid publishing. */
export function ClashList({ store, clashes }: { store: Snapshot; clashes: Clash[] }) {
  if (clashes.length === 0) return null;
  return (
    <ul class={styles.clashes}>
      {clashes.map(clash => {
        const other = store.sessions.get(clash.with);
        return (
          <li class={styles.problem} key={`${clash.session} ${clash.with} ${clash.kind}`}>
            <Icon name="alert" size="medium" />
            <div>
              <p>
                <b>{w(`clash_${clash.kind}`)}</b>{' '}
                {w('clash_with', { title: other ? localText(other.title).value : clash.with })}
              </p>
              <p>{clash.detail}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
