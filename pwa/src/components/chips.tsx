import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import styles from './chips.module.css';

/** Pixels that show before the pressed chip, so that one sees there are others. */
const EDGE = 56;

/** Returns a group of filter chips that scrolls sideways where it does not fit. */
export function Chips({ label, children }: { label: string; children: ComponentChildren }) {
  const rail = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const pressed = rail.current?.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (rail.current && pressed)
      rail.current.scrollLeft = pressed.offsetLeft - rail.current.offsetLeft - EDGE;
  }, []);
  return (
    <fieldset class={styles.chips}>
      <legend class="vh">{label}</legend>
      <div class={styles.rail} ref={rail}>
        {children}
      </div>
    </fieldset>
  );
}

/** Returns a chip that can be pressed in, with the number of results behind it. */
export function Chip({
  pressed,
  count,
  onClick,
  children,
}: {
  pressed: boolean;
  count?: number;
  onClick: () => void;
  children: ComponentChildren;
}) {
  return (
    <button type="button" class={styles.chip} aria-pressed={pressed} onClick={onClick}>
      {children}
      {count === undefined ? null : <span class={styles.count}>{count}</span>}
    </button>
  );
}
