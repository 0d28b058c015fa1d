import type { ComponentChildren } from 'preact';
import styles from './switch.module.css';

/** Returns a row with a switch at its end; the whole row can be pressed. */
export function SwitchRow({
  title,
  meta,
  lead,
  checked,
  disabled,
  onChange,
}: {
  title: ComponentChildren;
  meta?: ComponentChildren;
  lead?: ComponentChildren;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <li>
      <label class={styles.row}>
        {lead}
        <span class={styles.text}>
          <span class={styles.title}>{title}</span>
          {meta ? <span class={styles.meta}>{meta}</span> : null}
        </span>
        <input
          class={styles.switch}
          type="checkbox"
          role="switch"
          checked={checked}
          aria-checked={checked}
          disabled={disabled}
          onChange={event => onChange(event.currentTarget.checked)}
        />
      </label>
    </li>
  );
}
