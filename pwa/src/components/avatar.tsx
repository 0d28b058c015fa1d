import type { Speaker } from '../shared/document';
import styles from './avatar.module.css';
import { Icon } from './icon';
import { initials } from './initials';

/** Returns a speaker's initials on a petal tile, or a globe where the person is not known yet. */
export function Avatar({ speaker, large }: { speaker: Speaker; large?: boolean }) {
  const names = [styles.avatar, speaker.placeholder ? styles.open : '', large ? styles.large : ''].join(' ');
  return (
    <span class={names} aria-hidden="true">
      {speaker.placeholder ? <Icon name="globe" size="medium" /> : initials(speaker.name.id)}
    </span>
  );
}
