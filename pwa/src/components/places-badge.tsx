import { useComputed } from '@preact/signals';
import { t } from '../i18n/index';
import type { Session } from '../shared/document';
import { placesOf } from '../store/places';
import { now } from '../store/signals';
import { Badge } from './badge';

/** Returns what the crew at the door said, where a visitor should know it before they set out. */
export function PlacesBadge({ session }: { session: Session }) {
  // Drawn anew only when it is this session of which something else is said.
  const state = useComputed(() => placesOf(session, now.value)?.state).value;
  if (state === undefined || state === 'free') return null;
  return <Badge tone={state === 'full' ? 'off' : 'warn'}>{t(`places.${state}`)}</Badge>;
}
