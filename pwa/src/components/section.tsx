import type { ComponentChildren } from 'preact';
import styles from './section.module.css';

/** Returns a section of a page under a heading, with an optional link to the whole of it. */
export function Section({
  title,
  live,
  link,
  children,
}: {
  title: ComponentChildren;
  live?: boolean;
  link?: { href: string; text: string };
  children: ComponentChildren;
}) {
  return (
    <section class={styles.section}>
      <div class={styles.head}>
        <h2 class={styles.title}>
          {live ? <span class={styles.dot} aria-hidden="true" /> : null}
          {title}
        </h2>
        {link ? (
          <a class={styles.link} href={link.href}>
            {link.text}
          </a>
        ) : null}
      </div>
      {children}
    </section>
  );
}
