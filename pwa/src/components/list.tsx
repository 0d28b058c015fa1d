import type { ComponentChildren } from 'preact';
import { Icon } from './icon';
import styles from './list.module.css';

/** Returns one card of rows parted by hairlines. */
export function List({ children, label }: { children: ComponentChildren; label?: string }) {
  return (
    <ul class={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

/** Returns a card beside the page's gutters. */
export function Card({ children, tint }: { children: ComponentChildren; tint?: 'sea' | 'warn' }) {
  return <div class={[styles.card, tint ? styles[tint] : ''].join(' ')}>{children}</div>;
}

interface RowParts {
  title: ComponentChildren;
  /** One quiet line under the title. */
  meta?: ComponentChildren;
  lead?: ComponentChildren;
  end?: ComponentChildren;
}

function Parts({ title, meta, lead, end }: RowParts) {
  return (
    <>
      {lead}
      <div class={styles.text}>
        <div class={styles.title}>{title}</div>
        {meta ? <div class={styles.meta}>{meta}</div> : null}
      </div>
      {end}
    </>
  );
}

/** Returns a row that leads somewhere. */
export function LinkRow({ href, end, ...parts }: RowParts & { href: string }) {
  return (
    <li>
      <a class={[styles.row, styles.link].join(' ')} href={href}>
        <Parts {...parts} end={end} />
        <span class={styles.arrow}>
          <Icon name="right" size="medium" />
        </span>
      </a>
    </li>
  );
}

/** Returns a row that only says something, or holds a control at its end. */
export function Row(parts: RowParts) {
  return (
    <li class={styles.row}>
      <Parts {...parts} />
    </li>
  );
}

type Tone = 'sea' | 'warn' | 'gold' | 'quiet';

/** Returns an icon on a tinted tile. */
export function Tile({ name, tone = 'sea' }: { name: string; tone?: Tone }) {
  return (
    <span class={[styles.tile, styles[`${tone}Tile`]].join(' ')}>
      <Icon name={name} />
    </span>
  );
}
