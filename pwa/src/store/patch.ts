import type { PushData } from '../shared/push-payload';
import { isStale } from './apply';
import { applyStep } from './records';

/** What a push or the open stream says of the document. */
export type Heard = Pick<PushData, 'epoch' | 'base' | 'revision' | 'patch'>;

/**
 * Applies what a push carries to the store and returns whether a delta is due all the same. A message that
 * says nothing of the document, such as one to this visitor alone, leaves the store as it is.
 */
export async function applyPush({ epoch, base, revision, patch }: Heard): Promise<boolean> {
  if (epoch === null || revision === null) return false;
  return isStale(await applyStep({ epoch, base: base ?? revision, revision, changes: patch }));
}
