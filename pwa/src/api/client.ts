import type { Audience, Text } from '../shared/document';
import { type Outcome, readProblem } from '../shared/problem';

export type { FieldError, Outcome, Problem } from '../shared/problem';

const API = '/api/v1';

async function call<T>(method: string, path: string, body?: unknown): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await fetch(API + path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return { ok: false, problem: { kind: 'unreachable' } };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) return { ok: false, problem: readProblem(response.status, answer) };
  return { ok: true, value: answer as T };
}

/** Who is signed in. */
export interface Me {
  email: string;
  roles: string[];
}

export function signIn(email: string, password: string): Promise<Outcome<null>> {
  return call('POST', '/auth/sign-in', { email, password });
}

/** Signs in by the token of a one-time link. */
export function signInByLink(token: string): Promise<Outcome<null>> {
  return call('POST', '/auth/link', { token });
}

export function signOut(): Promise<Outcome<null>> {
  return call('POST', '/auth/sign-out');
}

/** Returns who is signed in; a refusal of status 401 says nobody. */
export function whoAmI(): Promise<Outcome<Me>> {
  return call('GET', '/auth/me');
}

export interface NewAnnouncement {
  title: Text;
  body: Text;
  path: string;
  audience: Audience;
  urgency: 'normal' | 'high';
  /** ISO 8601 with offset; null sends at once. */
  send_at: string | null;
  expires_at: string | null;
}

/** Numbers of subscriptions: `audience` is the sum of the states that follow it, up to `recalled`. */
export interface Counts {
  audience: number;
  pending: number;
  accepted: number;
  gone: number;
  rejected: number;
  expired: number;
  recalled: number;
  shown?: number;
  opened?: number;
}

/** An announcement as organizers see it; `sent_at` is null until it has been sent. */
export interface OrganizerAnnouncement {
  id: string;
  title: Text;
  body: Text;
  path: string;
  audience: Audience;
  urgency: 'normal' | 'high';
  send_at: string;
  sent_at: string | null;
  expires_at: string | null;
  recalled_at?: string | null;
  counts: Counts;
}

export function announce(announcement: NewAnnouncement): Promise<Outcome<{ id: string }>> {
  return call('POST', '/organizer/announcements', announcement);
}

/** Returns the newest announcements, at most fifty. */
export function listAnnouncements(): Promise<Outcome<OrganizerAnnouncement[]>> {
  return call('GET', '/organizer/announcements');
}

export function announcementReport(id: string): Promise<Outcome<OrganizerAnnouncement>> {
  return call('GET', `/organizer/announcements/${encodeURIComponent(id)}`);
}

/** Returns how many subscriptions an announcement to this audience would reach now. */
export function audienceSize(audience: Audience): Promise<Outcome<{ subscriptions: number }>> {
  const query = audience.everyone
    ? 'everyone=true'
    : `topics=${(audience.topics ?? []).map(encodeURIComponent).join(',')}`;
  return call('GET', `/organizer/audience?${query}`);
}
