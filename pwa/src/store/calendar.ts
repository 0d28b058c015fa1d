import type { Outcome } from '../shared/problem';
import { callAsDevice, type Fetch, IDENTITY, type Identity, KEPT, readOwn, writeOwn } from './device';

const page: Fetch = (address, init) => fetch(address, init);

/** The path of the visitor's own calendar, and for which identity of this phone the server made it. */
export interface KeptFeed {
  path: string;
  device: string;
}

/** The whole programme's calendar. */
export const PROGRAMME = '/api/v1/calendar/sessions.ics';

/** Returns the address of one session's calendar. */
export function sessionCalendar(id: string): string {
  return `/api/v1/calendar/sessions/${encodeURIComponent(id)}.ics`;
}

/** Returns the path of the visitor's own calendar, null where none was made or the server has forgotten it. */
export async function keptFeed(): Promise<string | null> {
  const [kept, identity] = [await readOwn<KeptFeed>(KEPT.calendar), await readOwn<Identity>(IDENTITY)];
  return kept !== null && kept.device === identity?.device_id ? kept.path : null;
}

/** Has the server make a calendar that follows the visitor's stars; the server tells its path this once. */
export async function makeFeed(fetch: Fetch = page): Promise<Outcome<string>> {
  const outcome = await callAsDevice<{ path: string }>(fetch, 'POST', '/device/calendar');
  if (!outcome.ok) return outcome;
  const identity = await readOwn<Identity>(IDENTITY);
  await writeOwn(KEPT.calendar, { path: outcome.value.path, device: identity?.device_id ?? '' });
  return { ok: true, value: outcome.value.path };
}

/** Ends the visitor's own calendar: whoever follows it finds nothing there any more. */
export async function stopFeed(fetch: Fetch = page): Promise<Outcome<null>> {
  const outcome = await callAsDevice<null>(fetch, 'DELETE', '/device/calendar');
  if (outcome.ok) await writeOwn(KEPT.calendar, null);
  return outcome;
}

/** The ways to follow a calendar. */
export interface FeedLinks {
  /** To copy into any calendar. */
  address: string;
  /** Opens the calendar of a phone or a computer. */
  subscribe: string;
  google: string;
}

/** Returns the ways to follow the calendar at `path` of a site. */
export function feedLinks(path: string, { origin, host }: { origin: string; host: string }): FeedLinks {
  const subscribe = `webcal://${host}${path}`;
  const google = `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(subscribe)}`;
  return { address: `${origin}${path}`, subscribe, google };
}
