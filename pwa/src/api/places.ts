import type { Place } from '../store/places';
import { call, type Outcome } from './client';

/** Says how full a session's room is; null takes back what was said. */
export function sayPlaces(
  session: string,
  state: Place['state'] | null,
): Promise<Outcome<{ session: string; state: Place['state'] | null; at: string }>> {
  return call('PUT', `/organizer/sessions/${encodeURIComponent(session)}/places`, { state });
}
