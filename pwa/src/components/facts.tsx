import type { ComponentChildren } from 'preact';
import styles from './facts.module.css';
import { Icon } from './icon';

/** Returns short facts side by side, for a dark head. */
export function Facts({ facts }: { facts: { name: string; value: ComponentChildren }[] }) {
  return (
    <dl class={styles.facts}>
      {facts.map(fact => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Returns one quiet line with an icon. */
export function Line({ icon, children }: { icon: string; children: ComponentChildren }) {
  return (
    <p class={styles.line}>
      <Icon name={icon} size="medium" />
      <span>{children}</span>
    </p>
  );
}

/** Returns a notice across the page's width, for what has changed or no longer holds. */
export function Notice({
  icon,
  tone,
  children,
}: {
  icon: string;
  tone: 'warn' | 'quiet' | 'live';
  children: ComponentChildren;
}) {
  return (
    <div class={[styles.notice, styles[tone]].join(' ')}>
      <Icon name={icon} size="medium" />
      <p>{children}</p>
    </div>
  );
}
