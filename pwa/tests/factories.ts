import type {
  Announcement,
  Booth,
  Day,
  Exhibitor,
  Photo,
  Room,
  Service,
  Session,
  Speaker,
  Tag,
  Text,
  Topic,
} from '../src/shared/document';
import { emptySnapshot, type Snapshot } from '../src/store/snapshot';

export function text(id: string, en = id): Text {
  return { id, en };
}

const sourced = { revision: 1, basis: 'sample' as const, source: [] };

export function tag(id: string, revision = 1, name = id): Tag {
  return { ...sourced, id, revision, name: text(name) };
}

export function day(id: string, number: number): Day {
  const at = (time: string) => `${id}T${time}:00+07:00`;
  return {
    ...sourced,
    id,
    date: id,
    number,
    name: text(id),
    headline: text(id),
    start: at('07:00'),
    end: at('20:00'),
    prayer_times: {},
  };
}

export function session(id: string, start: string, end: string, more: Partial<Session> = {}): Session {
  return {
    ...sourced,
    id,
    day: start.slice(0, 10),
    track: null,
    room: null,
    kind: 'panel',
    title: text(id),
    abstract: text(id),
    start,
    end,
    capacity: null,
    languages: ['id'],
    interpretation: [],
    sign_language: false,
    tags: [],
    booking_required: false,
    speakers: [],
    lineup_note: null,
    materials: [],
    status: 'scheduled',
    ...more,
  };
}

export function photo(src: string): Photo {
  return { src, width: 320, height: 320 };
}

export function speaker(id: string): Speaker {
  return {
    ...sourced,
    id,
    name: text(id),
    placeholder: false,
    title: text(''),
    organisation: null,
    country: null,
    bio: text(''),
    status: 'confirmed',
    photo: null,
  };
}

export function room(id: string, more: Partial<Room> = {}): Room {
  return {
    ...sourced,
    id,
    name: text(id),
    floor: null,
    unit_ids: [],
    node_id: null,
    capacity: null,
    kind: 'room',
    step_free: true,
    ...more,
  };
}

export function announcement(id: string, sentAt: string, more: Partial<Announcement> = {}): Announcement {
  return {
    id,
    revision: 1,
    title: text(id),
    body: text(id),
    path: '/',
    audience: { everyone: true },
    urgency: 'normal',
    sent_at: sentAt,
    expires_at: null,
    recalled_at: null,
    basis: null,
    ...more,
  };
}

export function topic(id: string, defaultOn: boolean): Topic {
  return { ...sourced, id, name: text(id), description: text(id), default_on: defaultOn, color: null };
}

export function booth(id: string, exhibitor: string | null): Booth {
  return {
    id,
    revision: 1,
    code: id,
    name: text(id),
    floor: 'lantai-1',
    category: 'kota',
    exhibitor,
    geometry: { type: 'Point', coordinates: [0, 0] },
    display_point: [0, 0],
    node_id: null,
    size: null,
    accessibility: [],
  };
}

export function exhibitor(id: string, more: Partial<Exhibitor> = {}): Exhibitor {
  return {
    ...sourced,
    id,
    name: text(id),
    short_name: text(id),
    kind: 'kota',
    province: null,
    summary: text(id),
    booths: [],
    counters: [],
    innovations: [],
    services: [],
    meet: [],
    ...more,
  };
}

export function service(id: string, exhibitorId: string): Service {
  return {
    ...sourced,
    id,
    exhibitor: exhibitorId,
    name: text(id),
    summary: text(id),
    documents: [],
    steps: [],
    fee: null,
    documents_basis: 'sample',
    documents_source: [],
    as_of: null,
    hours: [],
    daily_quota: null,
    minutes_per_visitor: null,
    places: [],
    disclaimer: null,
  };
}

export function byId<T extends { id: string }>(...records: T[]): ReadonlyMap<string, T> {
  return new Map(records.map(record => [record.id, record]));
}

export function snapshot(more: Partial<Snapshot>): Snapshot {
  return { ...emptySnapshot, ...more };
}
