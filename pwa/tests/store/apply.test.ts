import { describe, expect, test } from 'vitest';
import type { Changes } from '../../src/shared/collections';
import { isStale, type Known, merge, NOWHERE, type Standing, type Step } from '../../src/store/apply';
import { tag } from '../factories';

const nothing: Known = () => 0;

function standing(revision: number): Standing {
  return { ...NOWHERE, epoch: 'e', revision, heard: revision };
}

function step(base: number, revision: number, changes: Changes | null): Step {
  return { epoch: 'e', base, revision, changes };
}

function written(...tags: ReturnType<typeof tag>[]): Changes {
  return { upserts: { tags }, deleted: {} };
}

function deleted(...ids: string[]): Changes {
  return { upserts: {}, deleted: { tags: ids } };
}

describe('a step', () => {
  test('that starts where the phone stands moves its revision', () => {
    const writes = merge(standing(4), nothing, step(4, 5, written(tag('a', 5))));
    expect(writes.standing.revision).toBe(5);
    expect(writes.puts).toEqual([{ collection: 'tags', record: tag('a', 5) }]);
    expect(isStale(writes.standing)).toBe(false);
  });

  test('that starts above stores what is newer, keeps the revision and asks for a delta', () => {
    const writes = merge(standing(2), nothing, step(4, 5, written(tag('a', 5))));
    expect(writes.standing.revision).toBe(2);
    expect(writes.puts).toEqual([{ collection: 'tags', record: tag('a', 5) }]);
    expect(isStale(writes.standing)).toBe(true);
  });

  test('of another epoch changes nothing and asks for a delta', () => {
    const writes = merge(standing(2), nothing, { ...step(2, 3, written(tag('a', 3))), epoch: 'other' });
    expect(writes).toEqual({ standing: { ...standing(2), hints: 1 }, puts: [], drops: [] });
    expect(isStale(writes.standing)).toBe(true);
  });

  test('without a patch leaves the revision and asks for a delta', () => {
    const writes = merge(standing(2), nothing, step(2, 3, null));
    expect(writes.standing.revision).toBe(2);
    expect(isStale(writes.standing)).toBe(true);
  });

  test('older than the phone never takes it back', () => {
    const writes = merge(standing(9), nothing, step(4, 5, written(tag('a', 5))));
    expect(writes.standing.revision).toBe(9);
    expect(writes.puts).toEqual([]);
  });
});

describe('among records above the revision', () => {
  test('an older one never overwrites a newer one', () => {
    const writes = merge(standing(2), () => 7, step(4, 6, written(tag('a', 6))));
    expect(writes.puts).toEqual([]);
  });

  test('a tombstone counts as its step', () => {
    expect(merge(standing(2), () => 5, step(4, 6, deleted('a'))).drops).toEqual([
      { collection: 'tags', id: 'a', revision: 6 },
    ]);
    expect(merge(standing(2), () => 7, step(4, 6, deleted('a'))).drops).toEqual([]);
  });

  test('an old record does not revive what a newer tombstone buried', () => {
    expect(merge(standing(2), () => 6, step(3, 5, written(tag('a', 5)))).puts).toEqual([]);
  });

  test('a record at or below the phone’s revision is no news even where it is missing', () => {
    expect(merge(standing(6), nothing, step(3, 5, written(tag('a', 5)))).puts).toEqual([]);
  });
});
