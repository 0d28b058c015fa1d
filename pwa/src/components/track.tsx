import { localText } from '../i18n/index';
import type { Session, Track } from '../shared/document';
import { Icon } from './icon';
import styles from './track.module.css';

const CUES = [
  { glyph: 'track-petals', name: styles.sea },
  { glyph: 'track-waves', name: styles.blue },
  { glyph: 'track-rings', name: styles.violet },
  { glyph: 'track-steps', name: styles.olive },
  { glyph: 'track-voice', name: styles.plum },
  { glyph: 'track-stall', name: styles.slate },
] as const;

const AWARD = { glyph: 'track-crown', name: styles.award };

interface Cue {
  glyph: string;
  name: string | undefined;
}

/** Returns the four cues of a track: glyph and colour here, its word and the spine's pattern by its class. */
function cueOf(track: Track | undefined, tracks: ReadonlyMap<string, Track>): Cue {
  const place = track ? [...tracks.keys()].sort().indexOf(track.id) : 0;
  return CUES[Math.max(place, 0) % CUES.length] ?? CUES[0];
}

/** Returns the class that gives a session's box its track's colour and spine pattern. */
export function trackClass(
  session: Session,
  tracks: ReadonlyMap<string, Track>,
  isAward: boolean,
): string | undefined {
  return isAward ? AWARD.name : cueOf(tracks.get(session.track ?? ''), tracks).name;
}

/** Returns the coloured line beside a session; its box must carry `trackClass`. */
export function Spine() {
  return <span class={styles.spine} aria-hidden="true" />;
}

/** Returns a track's glyph and name. */
export function TrackLabel({
  track,
  tracks,
  award,
  quiet,
}: {
  track: Track | undefined;
  tracks: ReadonlyMap<string, Track>;
  /** The word for an award ceremony, which takes the place of its track. */
  award?: string | undefined;
  /** Takes the colour of what surrounds it. */
  quiet?: boolean;
}) {
  if (!track && !award) return null;
  const cue = award ? AWARD : cueOf(track, tracks);
  const text = track ? localText(track.name) : null;
  return (
    <span class={[styles.label, quiet ? '' : cue.name].join(' ')}>
      <span class={styles.glyph}>
        <Icon name={cue.glyph} size="small" />
      </span>
      {award ?? <span lang={text?.lang}>{text?.value}</span>}
    </span>
  );
}
