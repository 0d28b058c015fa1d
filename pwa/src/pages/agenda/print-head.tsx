import { localText } from '../../i18n/index';
import type { Snapshot } from '../../store/signals';
import styles from './agenda.module.css';

/** Returns what stands only on paper: whose programme this is, and what was searched for. */
export function PrintHead({ store, q }: { store: Snapshot; q: string }) {
  const { event } = store;
  if (!event) return null;
  const [name, venue] = [localText(event.name), localText(event.venue.name)];
  return (
    <div class={styles.printHead} aria-hidden="true">
      <p class={styles.printName} lang={name.lang}>
        {name.value}
      </p>
      <p lang={venue.lang}>{venue.value}</p>
      {q ? <p>“{q}”</p> : null}
    </div>
  );
}
