import styles from './field-label.module.css';

/** Returns a field's label and how much of its room is used; the latter has the field's id with `.length`. */
export function FieldLabel({
  field,
  label,
  length,
  longest,
  said,
}: {
  /** The field's id. */
  field: string;
  label: string;
  length: number;
  longest: number;
  /** Both numbers in words. */
  said: string;
}) {
  return (
    <div class={styles.line}>
      <label for={field}>{label}</label>
      <span
        class={[styles.length, length > longest ? styles.over : '', 'num'].join(' ')}
        id={`${field}.length`}
      >
        {said}
      </span>
    </div>
  );
}
