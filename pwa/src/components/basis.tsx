import type { ComponentChildren } from 'preact';
import styles from './basis.module.css';
import { Icon } from './icon';

/** Returns the small print that says where a page's content comes from. */
export function BasisLines({ title, lines }: { title: string; lines: ComponentChildren[] }) {
  return (
    <aside class={styles.basis} aria-label={title}>
      <Icon name="info" size="small" />
      <div>
        {lines.map((line, at) => (
          <p key={at}>{line}</p>
        ))}
      </div>
    </aside>
  );
}
