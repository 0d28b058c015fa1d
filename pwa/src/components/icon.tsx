import sprite from '../icons/sprite.svg?raw';
import styles from './icon.module.css';

type Size = 'small' | 'medium' | 'large';

/** Puts all icons into the document, once: a reference into a file of its own is looked up for each one drawn. */
export function placeIcons(): void {
  const place = document.createElement('div');
  place.hidden = true;
  place.innerHTML = sprite.replaceAll('<symbol id="', '<symbol id="icon-');
  document.body.append(place);
}

/** Returns a decorative icon from the sprite; the words beside it, or the control's label, carry the meaning. */
export function Icon({ name, size = 'large', filled }: { name: string; size?: Size; filled?: boolean }) {
  const names = [styles.icon, styles[size], filled ? styles.filled : ''].join(' ');
  return (
    <svg class={names} viewBox="0 0 24 24" aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  );
}
