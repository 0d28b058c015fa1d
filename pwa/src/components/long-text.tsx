import { t } from '../i18n/index';
import type { Text } from '../shared/document';
import { freshness, store } from '../store/signals';
import styles from './long-text.module.css';
import { Words } from './words';

/**
 * Returns a text that fills a page, as `Words` does; where the phone still lacks it, what stands in for it: lines
 * while it is on its way, and why it is missing where it is not.
 */
export function LongText({ text, class: className }: { text: Text; class?: string | undefined }) {
  if (!store.value.isOutline || text.id || text.en) return <Words as="p" class={className} text={text} />;
  if (freshness.value.state !== 'syncing') return <p class={className}>{t('state.outline')}</p>;
  return (
    <p class={[className, styles.coming].join(' ')} role="status">
      <span class="vh">{t('state.loading')}</span>
      <span class={styles.line} />
      <span class={styles.line} />
      <span class={styles.line} />
    </p>
  );
}
