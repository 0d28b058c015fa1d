import { pageWithin } from '../shared/links';
import type { PushData, PushMessage } from '../shared/push-payload';
import type { Kept } from './click';
import type { Scope } from './scope';

/** Which kinds of earlier notifications of the same page a kind makes wrong or needless. */
const OUTDATES: Record<string, readonly string[]> = {
  change: ['change', 'reminder'],
  reminder: ['reminder'],
};

type Shown = Kept & Pick<PushData, 'kind' | 'epoch' | 'revision'>;

/** Returns whether what is shown is of a later state of the event than a message that came late. */
function isNewer(shown: Partial<Shown>, { epoch, revision }: PushData): boolean {
  return shown.epoch === epoch && (shown.revision ?? 0) > (revision ?? 0);
}

/** Closes what the new notification has replaced: an equal tag that the browser does not honour, or outdated words. */
export async function closeOlder(scope: Scope, { tag, navigate, data }: PushMessage): Promise<void> {
  const shown = await scope.registration.getNotifications();
  const { origin } = scope.location;
  const page = pageWithin(origin, navigate);
  const outdated = OUTDATES[data.kind] ?? [];
  const same = tag ? shown.filter(each => each.tag === tag) : [];
  for (const older of same.slice(0, -1)) older.close();
  for (const each of shown) {
    const kept = (each.data ?? {}) as Partial<Shown>;
    if (each.tag === tag || !outdated.includes(kept.kind ?? '')) continue;
    if (pageWithin(origin, kept.navigate) === page && !isNewer(kept, data)) each.close();
  }
}
