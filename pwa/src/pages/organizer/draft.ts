import type { NewAnnouncement } from '../../api/client';
import type { Audience, Locale } from '../../shared/document';
import { links } from '../../shared/links';
import type { FieldError } from '../../shared/problem';
import { type Moment, millis, venueDay } from '../../shared/time';

export const LONGEST = { title: 80, body: 500 } as const;
const HOUR = 3_600_000;

export type Expiry = 'never' | 'in_an_hour' | 'tonight' | 'own_time';

/** An announcement being written. */
export interface Draft {
  title: Record<Locale, string>;
  body: Record<Locale, string>;
  toEveryone: boolean;
  topics: string[];
  urgency: 'normal' | 'high';
  path: string;
  expiry: Expiry;
  /** What a date field gives, on the venue's clock: `2018-11-07T12:00`. */
  ownTime: string;
}

export const EMPTY: Draft = {
  title: { id: '', en: '' },
  body: { id: '', en: '' },
  toEveryone: true,
  topics: [],
  urgency: 'normal',
  path: links.announcements,
  expiry: 'never',
  ownTime: '',
};

export type Fault = 'required' | 'too_long' | 'choose_topic' | 'check_past';

/** Returns the zone's distance from UTC at a moment, as `+07:00`. */
export function offsetAt(moment: Moment, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    millis(moment),
  );
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name.replace('GMT', '') || '+00:00';
}

/** Returns when the announcement ends as ISO 8601 with the venue's offset; null leaves it to the server. */
export function expiresAt(draft: Draft, now: number, zone: string): string | null {
  if (draft.expiry === 'in_an_hour') return new Date(now + HOUR).toISOString();
  if (draft.expiry === 'tonight') return `${venueDay(now)}T23:59:00${offsetAt(now, zone)}`;
  if (draft.expiry !== 'own_time' || !draft.ownTime) return null;
  // A clock change within these hours is not looked for: the offset is that of the same hour in UTC.
  return `${draft.ownTime}:00${offsetAt(`${draft.ownTime}:00Z`, zone)}`;
}

export function audienceOf(draft: Draft): Audience {
  return draft.toEveryone ? { everyone: true } : { topics: draft.topics };
}

/** Returns what keeps the draft from being sent, by the server's names of its fields. */
export function faultsOf(draft: Draft, now: number, zone: string): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const locale of ['id', 'en'] as const) {
    for (const field of ['title', 'body'] as const) {
      const text = draft[field][locale].trim();
      if (!text) faults.set(`${field}.${locale}`, 'required');
      else if (text.length > LONGEST[field]) faults.set(`${field}.${locale}`, 'too_long');
    }
  }
  if (!draft.toEveryone && draft.topics.length === 0) faults.set('audience', 'choose_topic');
  const end = expiresAt(draft, now, zone);
  if (draft.expiry === 'own_time' && end === null) faults.set('expires_at', 'required');
  else if (end !== null && millis(end) <= now) faults.set('expires_at', 'check_past');
  return faults;
}

/** Returns what is sent to the server. */
export function announcementOf(draft: Draft, now: number, zone: string): NewAnnouncement {
  const trimmed = ({ id, en }: Record<Locale, string>) => ({ id: id.trim(), en: en.trim() });
  return {
    title: trimmed(draft.title),
    body: trimmed(draft.body),
    path: draft.path,
    audience: audienceOf(draft),
    urgency: draft.urgency,
    send_at: null,
    expires_at: expiresAt(draft, now, zone),
  };
}

/** Returns the first of the server's messages for a field or for what lies within it. */
export function messageFor(errors: readonly FieldError[], field: string): string | null {
  return errors.find(each => each.field === field || each.field.startsWith(`${field}.`))?.message ?? null;
}
