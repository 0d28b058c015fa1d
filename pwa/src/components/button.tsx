import type { ComponentChildren } from 'preact';
import styles from './button.module.css';
import { Icon } from './icon';

export type Look = 'primary' | 'soft' | 'plain' | 'outline' | 'paper' | 'gold' | 'hero';

interface Shape {
  look?: Look;
  small?: boolean;
  wide?: boolean;
  icon?: string | undefined;
  children: ComponentChildren;
}

interface ButtonProps extends Shape {
  type?: 'button' | 'submit';
  onClick?: () => void;
  disabled?: boolean;
  busy?: boolean;
}

function names(look: Look = 'primary', small = false, wide = false): string {
  return [styles.button, styles[look], small ? styles.small : '', wide ? styles.wide : ''].join(' ');
}

/** Returns a button; `busy` keeps its place in the tab order while the work runs. */
export function Button({ look, small, wide, icon, children, busy, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} class={names(look, small, wide)} aria-busy={busy ? 'true' : undefined} {...rest}>
      {icon ? <Icon name={icon} size="medium" /> : null}
      <span>{children}</span>
    </button>
  );
}

/** Returns a link that looks like a button; `away` opens it beside the app. */
export function ButtonLink({
  look,
  small,
  wide,
  icon,
  children,
  href,
  away,
}: Shape & { href: string; away?: boolean }) {
  return (
    <a
      class={names(look, small, wide)}
      href={href}
      {...(away ? { target: '_blank', rel: 'noreferrer' } : {})}
    >
      {icon ? <Icon name={icon} size="medium" /> : null}
      <span>{children}</span>
    </a>
  );
}

/** Returns a round button that shows only an icon and is named by `label`. */
export function IconButton({ name, label, onClick }: { name: string; label: string; onClick: () => void }) {
  return (
    <button type="button" class={styles.round} aria-label={label} onClick={onClick}>
      <Icon name={name} />
    </button>
  );
}

/** Returns a round link that shows only an icon; `count` is spoken within `label`. */
export function IconLink({
  name,
  label,
  href,
  count = 0,
}: {
  name: string;
  label: string;
  href: string;
  count?: number;
}) {
  return (
    <a class={styles.round} href={href} aria-label={label}>
      <Icon name={name} />
      {count > 0 ? (
        <span class={styles.count} aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      ) : null}
    </a>
  );
}
