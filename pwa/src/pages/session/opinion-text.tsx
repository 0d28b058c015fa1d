import { useId } from 'preact/hooks';
import { FieldLabel } from '../../components/field-label';
import { lengthOf, plainText } from '../../store/plain-text';
import { LONGEST } from './asking';
import styles from './opinion.module.css';
import { w } from './words';

/** Returns a field for what a visitor says in some sentences: its label, and how much of its room is used. */
export function OpinionText({
  label,
  hint,
  rows,
  text,
  onText,
  isWrong,
  describedBy = [],
  field = null,
}: {
  label: string;
  hint: string;
  rows: number;
  text: string;
  onText: (text: string) => void;
  isWrong: boolean;
  /** The ids of what else is said of the field. */
  describedBy?: readonly string[];
  field?: { current: HTMLTextAreaElement | null } | null;
}) {
  const id = useId();
  const length = lengthOf(plainText(text));
  return (
    <>
      <FieldLabel
        field={id}
        label={label}
        length={length}
        longest={LONGEST}
        said={w('letters', { n: length, max: LONGEST })}
      />
      <textarea
        id={id}
        ref={field}
        class={styles.text}
        dir="auto"
        rows={rows}
        placeholder={hint}
        value={text}
        aria-invalid={isWrong}
        aria-describedby={[`${id}.length`, ...describedBy].join(' ')}
        onInput={event => onText(event.currentTarget.value)}
      />
    </>
  );
}
