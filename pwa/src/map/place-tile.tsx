import { Icon } from '../components/icon';
import type { Kind } from './kinds';
import type { Place } from './places';
import { signOf } from './signs';
import styles from './tile.module.css';
import { w } from './words';

/** Returns the kind's letter on its colour; the word beside it names the kind. */
export function KindLetter({ kind }: { kind: Kind }) {
  return (
    <span class={styles.letter} data-kind={kind} aria-hidden="true">
      {kind}
    </span>
  );
}

/** Returns what a place looks like on the plan: a booth's code in its kind's colour, a facility's sign. */
export function PlaceTile({ place, chosen = false }: { place: Place; chosen?: boolean }) {
  if (place.type === 'booth')
    return (
      <span class={[styles.tile, chosen ? styles.chosen : ''].join(' ')} data-kind={place.kind}>
        <span class="vh">{w('map.booth')} </span>
        {place.code}
      </span>
    );
  const sign = place.type === 'facility' ? signOf(place.category) : null;
  return (
    <span class={[styles.tile, chosen ? styles.chosen : ''].join(' ')} aria-hidden="true">
      {sign ? (
        <svg class={styles.sign} viewBox="0 0 24 24" aria-hidden="true">
          <path d={sign.strokes} />
          {sign.fills ? <path class={styles.filled} d={sign.fills} /> : null}
        </svg>
      ) : (
        <Icon name="pin" />
      )}
    </span>
  );
}

/** Returns the mark that a booth with services on the spot bears on the plan. */
export function ServiceMark() {
  return (
    <svg class={styles.mark} viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="9" />
      <path d="M10 5.8v8.4M5.8 10h8.4" />
    </svg>
  );
}
