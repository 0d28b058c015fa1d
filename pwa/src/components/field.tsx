import { useId } from 'preact/hooks';
import styles from './field.module.css';
import { Icon } from './icon';

/** Returns a search box with its label inside reach of screen readers. */
export function SearchField({
  label,
  hint,
  value,
  onInput,
}: {
  label: string;
  hint: string;
  value: string;
  onInput: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class={styles.search}>
      <label class="vh" for={id}>
        {label}
      </label>
      <Icon name="search" size="medium" />
      <input
        id={id}
        class={styles.searchInput}
        type="search"
        enterkeyhint="search"
        placeholder={hint}
        value={value}
        onInput={event => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

/** Returns a native choice of one among many; a `filter` looks pressed once it narrows something. */
export function SelectField({
  label,
  value,
  options,
  onChange,
  filter = false,
}: {
  label: string;
  value: string;
  options: { value: string; text: string }[];
  onChange: (value: string) => void;
  filter?: boolean;
}) {
  const id = useId();
  return (
    <div class={[styles.select, filter && value ? styles.chosen : ''].join(' ')}>
      <label class="vh" for={id}>
        {label}
      </label>
      <select
        id={id}
        class={styles.selectInput}
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Icon name="down" size="small" />
    </div>
  );
}
