import type { Text } from '../shared/document';
import type { FloorPlan } from './plan';

/** All that decides how a floor looks; a new one is made whenever any of it changes. */
export interface Scene {
  readonly plan: FloorPlan;
  /** The words of a text in the reader's language. */
  readonly words: (text: Text) => string;
  /** Short names by exhibitor. */
  readonly names: ReadonlyMap<string, string>;
  /** Exhibitors who give a service on the spot. */
  readonly serving: ReadonlySet<string>;
  /** Booths that a filter left over; null while none is set. */
  readonly matching: ReadonlySet<string> | null;
  /** Booths, counters and rooms that are open in the sheet. */
  readonly chosen: ReadonlySet<string>;
}
