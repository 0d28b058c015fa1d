import type { ComponentChildren } from 'preact';
import styles from './empty.module.css';
import { Icon } from './icon';

const PETAL = 'M60 55C48 43 47 24 60 9C73 24 72 43 60 55Z';

/** Returns a state with nothing to show: why, and the way out. `icon` replaces the flower with an alert's tile. */
export function Empty({
  title,
  children,
  actions,
  icon,
  heading = 'h2',
}: {
  title: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
  icon?: string;
  heading?: 'h1' | 'h2';
}) {
  const Heading = heading;
  return (
    <div class={styles.empty}>
      {icon ? (
        <span class={styles.tile}>
          <Icon name={icon} />
        </span>
      ) : (
        <svg class={styles.flower} viewBox="0 0 120 120" aria-hidden="true">
          <path class={styles.first} d={PETAL} transform="rotate(45 60 60)" />
          <path d={PETAL} transform="rotate(135 60 60)" />
          <path d={PETAL} transform="rotate(225 60 60)" />
          <path d={PETAL} transform="rotate(315 60 60)" />
        </svg>
      )}
      <Heading class={styles.title} tabIndex={heading === 'h1' ? -1 : undefined}>
        {title}
      </Heading>
      {children ? <div class={styles.text}>{children}</div> : null}
      {actions ? <div class={styles.actions}>{actions}</div> : null}
    </div>
  );
}
