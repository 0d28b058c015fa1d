import type { StartGroup } from '../../store/select';

/** Returns the index of the group that holds a session, and its own within it; null where it is in none. */
export function whereIs(
  groups: readonly StartGroup[],
  session: string,
): { group: number; entry: number } | null {
  for (const [group, { sessions }] of groups.entries()) {
    const entry = sessions.findIndex(({ id }) => id === session);
    if (entry !== -1) return { group, entry };
  }
  return null;
}

/**
 * Returns how many entries of each group are drawn after `room` more: those of the group at `centre` first, then of
 * the groups beside it, and one more where a group would lack only that: what is below would be seen to move when it
 * comes. The very same list where all are drawn.
 */
export function filled(
  sizes: readonly number[],
  drawn: readonly number[],
  centre: number,
  room: number,
): readonly number[] {
  const next = [...drawn];
  const middle = Math.min(centre, sizes.length - 1);
  let left = room;
  for (let distance = 0; left > 0 && distance < sizes.length; distance += 1) {
    // Downward first: that is where most people go.
    for (const at of distance === 0 ? [middle] : [middle + distance, middle - distance]) {
      const missing = (sizes[at] ?? 0) - (next[at] ?? 0);
      if (missing <= 0 || left <= 0) continue;
      const more = missing === left + 1 ? missing : Math.min(missing, left);
      next[at] = (next[at] ?? 0) + more;
      left -= more;
    }
  }
  return left === room ? drawn : next;
}
