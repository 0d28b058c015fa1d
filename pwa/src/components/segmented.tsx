import styles from './segmented.module.css';

export interface Segment {
  value: string;
  label: string;
  note?: string;
}

/** Returns a choice of one among few, as native radio buttons that arrow keys move through. */
export function Segmented({
  label,
  name,
  segments,
  value,
  onChange,
}: {
  label: string;
  name: string;
  segments: Segment[];
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <fieldset class={styles.group}>
      <legend class="vh">{label}</legend>
      {segments.map(segment => (
        <label class={styles.segment} key={segment.value}>
          <input
            class={styles.input}
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
          />
          <span class={styles.label}>
            {segment.label}
            {segment.note ? <small class={styles.note}>{segment.note}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
