import { Words } from '../components/words';
import type { Floor } from '../shared/document';
import type { Step } from './gestures';
import styles from './map.module.css';
import { w } from './words';

const GLYPHS = {
  in: 'M12 5.5v13M5.5 12h13',
  out: 'M5.5 12h13',
  all: 'M4.5 9V4.5H9M15 4.5h4.500V9M19.5 15v4.5H15M9 19.5H4.5V15',
} as const;

function StepButton({
  move,
  label,
  onStep,
}: {
  move: 'in' | 'out' | 'all';
  label: string;
  onStep: (move: Step) => void;
}) {
  return (
    <button type="button" class={styles.step} aria-label={label} onClick={() => onStep(move)}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={GLYPHS[move]} />
      </svg>
    </button>
  );
}

/** Returns the buttons over the plan: floors, zoom and the whole floor. */
export function Controls({
  floors,
  floor,
  onFloor,
  onStep,
}: {
  floors: readonly Floor[];
  floor: string;
  onFloor: (id: string) => void;
  onStep: (move: Step) => void;
}) {
  return (
    <div class={styles.controls}>
      <div class={styles.zoom}>
        <StepButton move="in" label={w('map.zoom_in')} onStep={onStep} />
        <StepButton move="out" label={w('map.zoom_out')} onStep={onStep} />
      </div>
      <div class={styles.bottomRow}>
        <fieldset class={styles.floors}>
          <legend class="vh">{w('map.floor')}</legend>
          {floors.map(each => (
            <button
              key={each.id}
              type="button"
              class={styles.floor}
              aria-pressed={each.id === floor}
              onClick={() => onFloor(each.id)}
            >
              <span aria-hidden="true">
                <Words text={each.short_name} />
              </span>
              <span class="vh">
                <Words text={each.name} />
              </span>
            </button>
          ))}
        </fieldset>
        <StepButton move="all" label={w('map.whole_floor')} onStep={onStep} />
      </div>
    </div>
  );
}
