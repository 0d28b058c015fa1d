import type { ComponentChildren } from 'preact';
import styles from './badge.module.css';

/** Returns a small label; `live` is the only one that is red. */
export function Badge({
  tone = 'quiet',
  children,
}: {
  tone?: 'quiet' | 'live' | 'off' | 'sea' | 'warn' | 'gold' | 'ok';
  children: ComponentChildren;
}) {
  return <span class={[styles.badge, styles[tone]].join(' ')}>{children}</span>;
}
