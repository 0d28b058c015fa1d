import { useId, useRef, useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../components/button';
import type { Card } from '../../shared/personal';
import styles from './contacts.module.css';
import { clean, EMPTY, LONGEST } from './vcard';
import { w } from './words';

type Field = Exclude<keyof Card, 'website'>;
type Problem = 'needed' | 'bad_email' | 'bad_phone';

interface Input {
  field: Field;
  /** What the browser may offer of what it knows of the visitor. */
  mine: string;
  inputmode: 'text' | 'email' | 'tel';
  autocapitalize: 'words' | 'off';
}

const INPUTS: Input[] = [
  { field: 'name', mine: 'name', inputmode: 'text', autocapitalize: 'words' },
  { field: 'organisation', mine: 'organization', inputmode: 'text', autocapitalize: 'words' },
  { field: 'role', mine: 'organization-title', inputmode: 'text', autocapitalize: 'words' },
  { field: 'email', mine: 'email', inputmode: 'email', autocapitalize: 'off' },
  { field: 'phone', mine: 'tel', inputmode: 'tel', autocapitalize: 'off' },
];

/** Returns the first field that is not right, and why; null where the card can be kept. */
function problemOf(typed: Card): [Field, Problem] | null {
  const card = clean(typed);
  if (!card.name) return ['name', 'needed'];
  if (typed.email.trim() && !card.email) return ['email', 'bad_email'];
  return typed.phone.trim() && !card.phone ? ['phone', 'bad_phone'] : null;
}

/** Returns a card's fields to fill in; `mine` is the visitor's own. */
export function CardForm({
  card = EMPTY,
  mine = false,
  submit,
  back,
  onSave,
}: {
  card?: Card;
  mine?: boolean;
  submit: string;
  /** Where "cancel" leads; none for no such way. */
  back?: string;
  onSave: (card: Card) => Promise<void>;
}) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(card);
  const [problem, setProblem] = useState<[Field, Problem] | null>(null);
  const [isFailed, setFailed] = useState(false);
  const save = () => {
    const found = problemOf(typed);
    setProblem(found);
    setFailed(false);
    if (found) form.current?.querySelector<HTMLInputElement>(`[name=${found[0]}]`)?.focus();
    else void onSave(clean(typed)).catch(() => setFailed(true));
  };
  return (
    <form
      ref={form}
      class={styles.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        save();
      }}
    >
      {INPUTS.map(({ field, mine: known, ...typing }) => {
        const wrong = problem?.[0] === field ? problem[1] : null;
        return (
          <div class={styles.field} key={field}>
            <label class={styles.label} for={`${id}-${field}`}>
              {w(field)}
            </label>
            <input
              id={`${id}-${field}`}
              class={styles.input}
              name={field}
              {...typing}
              dir="auto"
              maxLength={LONGEST[field]}
              required={field === 'name'}
              autocomplete={mine ? known : 'off'}
              aria-invalid={wrong ? 'true' : undefined}
              aria-describedby={wrong ? `${id}-problem` : undefined}
              value={typed[field]}
              onInput={event => setTyped({ ...typed, [field]: event.currentTarget.value })}
            />
            {wrong ? (
              <p class={styles.fault} id={`${id}-problem`} role="alert">
                {w(wrong)}
              </p>
            ) : null}
          </div>
        );
      })}
      {isFailed ? (
        <p class={styles.fault} role="alert">
          {w('failed')}
        </p>
      ) : null}
      <div class={styles.choice}>
        <Button type="submit">{submit}</Button>
        {back ? (
          <ButtonLink look="outline" href={back}>
            {w('cancel')}
          </ButtonLink>
        ) : null}
      </div>
    </form>
  );
}
