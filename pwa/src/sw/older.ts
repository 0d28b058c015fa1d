import { pageWithin } from '../shared/links';
import type { PushMessage } from '../shared/push-payload';
import type { Kept } from './click';
import type { Scope } from './scope';

/** Which kinds of earlier notifications of the same page a kind makes wrong or needless. */
const OUTDATES: Record<string, readonly string[]> = {
  change: ['change', 'reminder'],
  reminder: ['reminder'],
};

type Shown = Kept & { kind: string };

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
    if (pageWithin(origin, kept.navigate) === page) each.close();
  }
}
