import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { Segmented } from '../../components/segmented';
import { clock, shortDay } from '../../i18n/format';
import { locale as appLocale } from '../../i18n/index';
import type { Locale } from '../../shared/document';
import { now } from '../../store/signals';
import type { Draft, Fault } from './draft';
import styles from './preview.module.css';
import { w } from './words';

function Check({ good, text }: { good: boolean; text: string }) {
  return (
    <li class={good ? styles.good : styles.bad}>
      <Icon name={good ? 'check' : 'info'} size="small" />
      {text}
    </li>
  );
}

/** Returns the notification as a locked phone shows it, in either language, and what has been checked. */
export function Preview({ draft, faults }: { draft: Draft; faults: ReadonlyMap<string, Fault> }) {
  const [locale, setLocale] = useState<Locale>(appLocale.value);
  const missing = [...faults].some(([field, fault]) => /^(title|body)/.test(field) && fault === 'required');
  const long = [...faults.values()].includes('too_long');
  return (
    <aside class={styles.preview} aria-label={w('preview')}>
      <Segmented
        label={w('preview')}
        name="preview"
        value={locale}
        segments={[
          { value: 'id', label: w('indonesian') },
          { value: 'en', label: w('english') },
        ]}
        onChange={value => setLocale(value === 'en' ? 'en' : 'id')}
      />
      <div class={styles.phone}>
        <div class={styles.screen}>
          <p class={styles.date}>{shortDay(now.value)}</p>
          <p class={[styles.clock, 'num'].join(' ')}>{clock(now.value)}</p>
          <div class={styles.note} lang={locale}>
            <img src="/icons/app.svg" alt="" width="34" height="34" />
            <div class={styles.words}>
              <p class={styles.title}>{draft.title[locale].trim() || w(`title_hint_${locale}`)}</p>
              <p class={styles.body}>{draft.body[locale].trim() || w(`body_hint_${locale}`)}</p>
            </div>
          </div>
        </div>
      </div>
      <ul class={styles.checks}>
        <Check good={!missing} text={missing ? w('check_languages_missing') : w('check_languages')} />
        <Check good={!long} text={long ? w('check_length_over') : w('check_length')} />
        <Check good text={w('check_link')} />
      </ul>
    </aside>
  );
}
