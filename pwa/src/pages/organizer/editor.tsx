import { FieldLabel } from '../../components/field-label';
import type { Locale } from '../../shared/document';
import styles from './compose.module.css';
import { type Draft, LONGEST } from './draft';
import { w } from './words';

function Fault({ id, text }: { id: string; text: string | null }) {
  return text ? (
    <p class={styles.fault} id={id}>
      {text}
    </p>
  ) : null;
}

/** Returns title and text of the draft in one language, each with its live length and what is wrong with it. */
export function Editor({
  locale,
  draft,
  change,
  wordsOf,
}: {
  locale: Locale;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  wordsOf: (field: string) => string | null;
}) {
  const name = locale === 'id' ? w('indonesian') : w('english');
  const set = (field: 'title' | 'body', text: string) =>
    change({ [field]: { ...draft[field], [locale]: text } });
  const label = (field: 'title' | 'body') => {
    const [n, max] = [draft[field][locale].length, LONGEST[field]];
    return (
      <FieldLabel
        field={`${field}.${locale}`}
        label={w(field)}
        length={n}
        longest={max}
        said={w('letters', { n, max })}
      />
    );
  };
  const titleFault = wordsOf(`title.${locale}`);
  const bodyFault = wordsOf(`body.${locale}`);
  return (
    <fieldset class={styles.editor}>
      <legend class={styles.language}>{name}</legend>
      {label('title')}
      <input
        id={`title.${locale}`}
        class={styles.title}
        lang={locale}
        placeholder={w(`title_hint_${locale}`)}
        value={draft.title[locale]}
        aria-invalid={titleFault !== null}
        aria-describedby={titleFault ? `title.${locale}.fault` : undefined}
        onInput={event => set('title', event.currentTarget.value)}
      />
      <Fault id={`title.${locale}.fault`} text={titleFault} />
      {label('body')}
      <textarea
        id={`body.${locale}`}
        class={styles.body}
        lang={locale}
        rows={4}
        placeholder={w(`body_hint_${locale}`)}
        value={draft.body[locale]}
        aria-invalid={bodyFault !== null}
        aria-describedby={bodyFault ? `body.${locale}.fault` : undefined}
        onInput={event => set('body', event.currentTarget.value)}
      />
      <Fault id={`body.${locale}.fault`} text={bodyFault} />
    </fieldset>
  );
}
