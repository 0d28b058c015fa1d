import styles from './icon.module.css';

type Size = 'small' | 'medium' | 'large';

/** Returns a decorative icon from the sprite; the words beside it, or the control's label, carry the meaning. */
export function Icon({ name, size = 'large', filled }: { name: string; size?: Size; filled?: boolean }) {
  const names = [styles.icon, styles[size], filled ? styles.filled : ''].join(' ');
  return (
    <svg class={names} viewBox="0 0 24 24" aria-hidden="true">
      <use href={`/icons/sprite.svg#${name}`} />
    </svg>
  );
}
