import type { Speaker } from '../shared/document';
import styles from './avatar.module.css';
import { Icon } from './icon';
import { initials } from './initials';

/** Shows again what lies below a photo that cannot be had: offline, and never seen before. */
function hide(event: Event): void {
  (event.currentTarget as HTMLImageElement).hidden = true;
}

/**
 * Returns a speaker's photo on a petal tile, over their initials, or over a globe where the person is not known yet.
 * The name always stands beside it.
 */
export function Avatar({ speaker, large }: { speaker: Speaker; large?: boolean }) {
  const names = [styles.avatar, speaker.placeholder ? styles.open : '', large ? styles.large : ''].join(' ');
  const { photo } = speaker;
  return (
    <span class={names} aria-hidden="true">
      {speaker.placeholder ? <Icon name="globe" size="medium" /> : initials(speaker.name.id)}
      {photo ? (
        <img
          key={photo.src}
          class={styles.photo}
          src={photo.src}
          width={photo.width}
          height={photo.height}
          alt=""
          loading="lazy"
          decoding="async"
          onError={hide}
        />
      ) : null}
    </span>
  );
}
