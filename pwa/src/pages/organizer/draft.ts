import type { NewAnnouncement, OrganizerAnnouncement, Reach, Target } from '../../api/announcements';
import type { Locale } from '../../shared/document';
import { links } from '../../shared/links';
import type { FieldError } from '../../shared/problem';
import { millis, venueDay } from '../../shared/time';
import { fieldMoment, momentAt, offsetAt } from './venue-time';

export const LONGEST = { title: 80, body: 500 } as const;
const HOUR = 3_600_000;

export type Expiry = 'never' | 'in_an_hour' | 'tonight' | 'own_time';

/** An announcement being written. */
export interface Draft {
  title: Record<Locale, string>;
  body: Record<Locale, string>;
  toEveryone: boolean;
  topics: string[];
  sessions: string[];
  tracks: string[];
  speakers: boolean;
  exhibitors: boolean;
  /** Only phones that read this language; null for both. */
  language: Locale | null;
  seenToday: boolean;
  urgency: 'normal' | 'high';
  path: string;
  /** What a date field gives, on the venue's clock: `2018-11-07T12:00`; null sends at once. */
  sendTime: string | null;
  expiry: Expiry;
  /** As `sendTime`. */
  ownTime: string;
}

export const EMPTY: Draft = {
  title: { id: '', en: '' },
  body: { id: '', en: '' },
  toEveryone: true,
  topics: [],
  sessions: [],
  tracks: [],
  speakers: false,
  exhibitors: false,
  language: null,
  seenToday: false,
  urgency: 'normal',
  path: links.announcements,
  sendTime: null,
  expiry: 'never',
  ownTime: '',
};

export type Fault = 'required' | 'too_long' | 'choose_audience' | 'check_past' | 'check_before_sending';

function sendsAt(draft: Draft, zone: string): string | null {
  return draft.sendTime ? momentAt(draft.sendTime, zone) : null;
}

/** Returns when the announcement ends as ISO 8601 with the venue's offset; null leaves it to the server. */
export function expiresAt(draft: Draft, now: number, zone: string): string | null {
  const sent = millis(sendsAt(draft, zone) ?? now);
  if (draft.expiry === 'in_an_hour') return new Date(sent + HOUR).toISOString();
  if (draft.expiry === 'tonight') return `${venueDay(sent)}T23:59:00${offsetAt(sent, zone)}`;
  if (draft.expiry !== 'own_time' || !draft.ownTime) return null;
  return momentAt(draft.ownTime, zone);
}

/** Returns whether anybody is named at all. */
export function hasAudience(draft: Draft): boolean {
  const { toEveryone, topics, sessions, tracks, speakers, exhibitors } = draft;
  return toEveryone || speakers || exhibitors || topics.length + sessions.length + tracks.length > 0;
}

/** Returns whether to offer exhibitors: there are some to reach, or an earlier draft named them. */
export function offersExhibitors(draft: Draft, reach: Reach | null): boolean {
  return draft.exhibitors || (reach?.visitors ?? reach?.subscriptions ?? 0) > 0;
}

/** Returns whom the draft is for, as the server takes it: nothing is named that does not narrow or add. */
export function audienceOf(draft: Draft): Target {
  const { topics, sessions, tracks, speakers, exhibitors, language, seenToday } = draft;
  const chosen: Target = draft.toEveryone
    ? { everyone: true }
    : {
        ...(topics.length > 0 ? { topics } : {}),
        ...(sessions.length > 0 ? { sessions } : {}),
        ...(tracks.length > 0 ? { tracks } : {}),
        ...(speakers ? { speakers } : {}),
        ...(exhibitors ? { exhibitors } : {}),
      };
  return { ...chosen, ...(language ? { language } : {}), ...(seenToday ? { seen_today: true } : {}) };
}

/** Returns whether every phone reads the announcement in its inbox, rather than those it is meant for. */
export function isPublic(target: Target): boolean {
  return Object.keys(target).every(part => part === 'everyone' || part === 'topics');
}

function timeFaults(draft: Draft, now: number, zone: string): [string, Fault][] {
  const faults: [string, Fault][] = [];
  const start = sendsAt(draft, zone);
  if (draft.sendTime === '') faults.push(['send_at', 'required']);
  else if (start !== null && millis(start) <= now) faults.push(['send_at', 'check_past']);
  const end = expiresAt(draft, now, zone);
  if (draft.expiry === 'own_time' && end === null) faults.push(['expires_at', 'required']);
  else if (end !== null && millis(end) <= now) faults.push(['expires_at', 'check_past']);
  else if (end !== null && start !== null && millis(end) <= millis(start))
    faults.push(['expires_at', 'check_before_sending']);
  return faults;
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
  if (!hasAudience(draft)) faults.set('audience', 'choose_audience');
  for (const [field, fault] of timeFaults(draft, now, zone)) faults.set(field, fault);
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
    send_at: sendsAt(draft, zone),
    expires_at: expiresAt(draft, now, zone),
  };
}

/** Returns the draft from which an announcement was made, for editing it before it is sent. */
export function draftOf(announcement: OrganizerAnnouncement): Draft {
  const { audience, expires_at } = announcement;
  return {
    title: announcement.title,
    body: announcement.body,
    toEveryone: audience.everyone === true,
    topics: audience.topics ?? [],
    sessions: audience.sessions ?? [],
    tracks: audience.tracks ?? [],
    speakers: audience.speakers === true,
    exhibitors: audience.exhibitors === true,
    language: audience.language ?? null,
    seenToday: audience.seen_today === true,
    urgency: announcement.urgency,
    path: announcement.path,
    sendTime: fieldMoment(announcement.send_at),
    expiry: expires_at ? 'own_time' : 'never',
    ownTime: expires_at ? fieldMoment(expires_at) : '',
  };
}

/** Returns the first of the server's messages for a field or for what lies within it. */
export function messageFor(errors: readonly FieldError[], field: string): string | null {
  return errors.find(each => each.field === field || each.field.startsWith(`${field}.`))?.message ?? null;
}
