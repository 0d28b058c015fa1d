import type { Locale, Text } from '../shared/document';
import { call, type Outcome } from './client';

/** Whom an announcement is for: the union of what is named, narrowed by language and by having been seen today. */
export interface Target {
  everyone?: true;
  topics?: string[];
  /** Ids of sessions: those who starred one of them. */
  sessions?: string[];
  /** Ids of tracks: those who starred a session of one of them. */
  tracks?: string[];
  speakers?: true;
  exhibitors?: true;
  language?: Locale;
  seen_today?: true;
}

export interface NewAnnouncement {
  title: Text;
  body: Text;
  path: string;
  audience: Target;
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

/** The counts of one push service: `google`, `mozilla`, `apple`, `windows`, or its host. */
export interface ServiceCounts extends Counts {
  service: string;
}

/** What happened within one minute. */
export interface TimelineMinute {
  /** The minute's start, ISO 8601 with offset. */
  at: string;
  accepted: number;
  shown: number;
  opened: number;
}

/** An announcement as organizers see it; `sent_at` is null until it has been sent. */
export interface OrganizerAnnouncement {
  id: string;
  title: Text;
  body: Text;
  path: string;
  audience: Target;
  urgency: 'normal' | 'high';
  send_at: string;
  sent_at: string | null;
  expires_at: string | null;
  kind?: 'announcement' | 'ceremony';
  recalled_at?: string | null;
  counts: Counts;
  /** Empty in lists. */
  services?: ServiceCounts[];
  /** Empty in lists. */
  timeline?: TimelineMinute[];
}

/** A push service that refuses our key now. */
export interface Alert {
  origin: string;
  service: string;
  vapid_key: string;
  reason: string;
  since: string;
}

/** How many an announcement would reach now: by push, and in the inbox of all phones it is meant for. */
export interface Reach {
  subscriptions: number;
  visitors?: number;
}

const one = (id: string) => `/organizer/announcements/${encodeURIComponent(id)}`;

export function announce(announcement: NewAnnouncement): Promise<Outcome<{ id: string }>> {
  return call('POST', '/organizer/announcements', announcement);
}

/** Changes an announcement that has not been sent; once it has, the server answers 409. */
export function editAnnouncement(id: string, announcement: NewAnnouncement): Promise<Outcome<unknown>> {
  return call('PUT', one(id), announcement);
}

/** Takes an announcement back; one that has not been sent will never be. */
export function recallAnnouncement(id: string): Promise<Outcome<OrganizerAnnouncement>> {
  return call('POST', `${one(id)}/recall`);
}

/** Returns the newest announcements, at most fifty. */
export function listAnnouncements(): Promise<Outcome<OrganizerAnnouncement[]>> {
  return call('GET', '/organizer/announcements');
}

export function announcementReport(id: string): Promise<Outcome<OrganizerAnnouncement>> {
  return call('GET', one(id));
}

export function reachOf(target: Target): Promise<Outcome<Reach>> {
  return call('GET', `/organizer/audience?audience=${encodeURIComponent(JSON.stringify(target))}`);
}

export function pushAlerts(): Promise<Outcome<Alert[]>> {
  return call('GET', '/organizer/alerts');
}
