import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { WHOLE_MS, whenIdle } from '../../idle';
import type { StartGroup } from '../../store/select';
import { filled } from './groups';

/** How many entries come in one go: on a slow phone well within the time of a frame that nobody notices. */
const STEP = 3;
/** How many come between two frames of a list that is being scrolled. */
const SCROLLING_STEP = 1;
/** More than a phone's screen, so that nothing is missing from the first one. */
const FIRST = 3;

const stepIn = (left: number) => (left >= WHOLE_MS ? STEP : SCROLLING_STEP);

/**
 * Returns how many of `total` entries to draw now: the first screen at once and the others while nothing else is
 * to be done. A new `list` begins anew; `least` entries are drawn at once where one further down must be in sight.
 */
export function useGrowth(list: unknown, total: number, least = 0): number {
  const [, redraw] = useState(0);
  const drawn = useRef({ list, count: FIRST });
  if (drawn.current.list !== list) drawn.current = { list, count: FIRST };
  const count = Math.max(drawn.current.count, least + FIRST);
  useEffect(() => {
    if (count >= total) return;
    return whenIdle(left => {
      drawn.current = { list, count: count + stepIn(left) };
      redraw(times => times + 1);
    });
  }, [list, count, total]);
  return Math.min(count, total);
}

/** Returns the index of the section in the middle of the screen. */
function centreOf(list: HTMLElement | null): number {
  const sections = [...(list?.querySelectorAll('section') ?? [])];
  const at = sections.findIndex(each => each.getBoundingClientRect().bottom > innerHeight / 2);
  return at === -1 ? sections.length - 1 : at;
}

export interface Opening {
  group: number;
  /** How many entries of that group must be there at once. */
  entry: number;
}

/**
 * Returns how many entries to draw of each group: at once those around where the list opens, the others while
 * nothing else is to be done, the nearest to the middle of the screen first. A list in which only what is said of
 * some sessions changed stays drawn as far as it was.
 */
export function useFilling(
  groups: readonly StartGroup[],
  opening: Opening,
  list: RefObject<HTMLElement | null>,
): readonly number[] {
  const [, redraw] = useState(0);
  const sizes = groups.map(group => group.sessions.length);
  const centre = useRef({ at: opening.group, isKnown: true });
  const state = useRef<{ groups: readonly StartGroup[]; drawn: readonly number[] } | null>(null);
  if (state.current?.groups !== groups) {
    const before = state.current;
    const isSame = before?.groups.length === groups.length;
    const none: readonly number[] = groups.map(() => 0);
    const drawn = isSame
      ? before.drawn
      : filled(sizes, none, before ? 0 : opening.group, FIRST + (before ? 0 : opening.entry));
    state.current = { groups, drawn };
    if (before) centre.current.isKnown = false;
  }
  const { drawn } = state.current;
  useEffect(() => {
    // To ask where things are makes the browser lay them out: only after it moved them.
    const forget = () => {
      centre.current.isKnown = false;
    };
    addEventListener('scroll', forget, { passive: true });
    return () => removeEventListener('scroll', forget);
  }, []);
  useEffect(
    () =>
      whenIdle(left => {
        if (!centre.current.isKnown) centre.current = { at: centreOf(list.current), isKnown: true };
        const next = filled(sizes, drawn, centre.current.at, stepIn(left));
        if (next === drawn || state.current?.groups !== groups) return;
        state.current = { groups, drawn: next };
        redraw(times => times + 1);
      }),
    [groups, drawn],
  );
  return drawn;
}
