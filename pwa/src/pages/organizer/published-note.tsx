import { useEffect, useRef } from 'preact/hooks';
import { Button, ButtonLink } from '../../components/button';
import { number } from '../../i18n/format';
import { links } from '../../shared/links';
import type { Published } from './publish-step';
import styles from './reschedule.module.css';
import { w } from './words';

/** Returns what publishing came to, and where to go from there. */
export function PublishedNote({ published, onAgain }: { published: Published; onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { revision, phones } = published;
  return (
    <section class={styles.card}>
      <h2 class={styles.stepTitle} ref={heading} tabIndex={-1}>
        {w('published', { revision: number(revision) })}
      </h2>
      <p class={styles.quiet}>
        {phones > 0 ? w('published_push', { phones: number(phones) }) : w('published_quiet')}
      </p>
      <div class={styles.actions}>
        <ButtonLink href={links.programme}>{w('back_to_programme')}</ButtonLink>
        <Button look="outline" onClick={onAgain}>
          {w('change_again')}
        </Button>
      </div>
    </section>
  );
}
