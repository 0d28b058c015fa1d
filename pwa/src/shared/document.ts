// Types of the records in the sync document. Written by `npm run document`: change the server’s schemas instead.

/** The event's languages: Indonesian and English. */
export type Locale = 'id' | 'en';

/** The one event of this deployment. `time_zone` is an IANA name. */
export interface Event {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  name: Text;
  short_name: Text;
  theme: Text;
  summary: Text;
  organiser: Text;
  venue: Venue;
  start: string;
  end: string;
  time_zone: string;
  default_language: Locale;
  languages: Locale[];
  notice: Text;
}

/** One text in Indonesian (`id`) and English (`en`); an empty side falls back to the other. */
export interface Text {
  id: string;
  en: string;
}

/** Where the event takes place; coordinates in WGS 84 degrees. */
export interface Venue {
  name: Text;
  area: Text;
  latitude: number;
  longitude: number;
}

/** One day; `prayer_times` maps a prayer's name to its time at the venue. */
export interface Day {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  date: string;
  number: number;
  name: Text;
  headline: Text;
  start: string;
  end: string;
  prayer_times: Record<string, string>;
}

/** A thread of sessions; `theme` is the seminar's big theme it belongs to. */
export interface Track {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  name: Text;
  description: Text;
  color: string;
  theme: string | null;
}

/** A subject that sessions share. */
export interface Tag {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  name: Text;
}

/** A place sessions are held in; `unit_ids` are its features on the floor's plan. */
export interface Room {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  name: Text;
  floor: string | null;
  unit_ids: string[];
  node_id: string | null;
  capacity: number | null;
  kind: string;
  step_free: boolean;
}

/** A slot of the programme. `languages` are those spoken, `interpretation` those interpreted into. */
export interface Session {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  day: string;
  track: string | null;
  room: string | null;
  kind: 'break' | 'ceremony' | 'exhibition' | 'panel' | 'plenary' | 'talk' | 'workshop';
  title: Text;
  abstract: Text;
  start: string;
  end: string;
  capacity: number | null;
  languages: string[];
  interpretation: string[];
  sign_language: boolean;
  tags: string[];
  booking_required: boolean;
  speakers: SessionSpeaker[];
  lineup_note: Text | null;
  materials: Material[];
  status: 'cancelled' | 'scheduled';
}

/** A speaker's part in a session. */
export interface SessionSpeaker {
  speaker: string;
  role: string;
  basis: 'fact' | 'sample';
}

/** Something to read or to keep from a session, on the web. */
export interface Material {
  title: Text;
  url: string;
}

/** A person, or a placeholder for one; `status` says how sure their part is. */
export interface Speaker {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  name: Text;
  placeholder: boolean;
  title: Text;
  organisation: Text | null;
  country: string | null;
  bio: Text;
  status: 'announced' | 'confirmed' | 'planned' | 'reported';
  photo: Photo | null;
}

/** A WebP at `src` on this server, which names its bytes: another picture has another address. */
export interface Photo {
  src: string;
  width: number;
  height: number;
}

/** A level of the venue; `ordinal` 0 is the entrance's. */
export interface Floor {
  id: string;
  revision: number;
  name: Text;
  short_name: Text;
  ordinal: number;
  notice: Text | null;
  plan: Plan;
}

/** A floor's plan as a GeoJSON feature collection, booths left out. */
export interface Plan {
  features: Feature[];
  type: 'FeatureCollection';
}

/** A feature of a floor's plan, in the terms of IMDF; `properties` hold what drawing needs. */
export interface Feature {
  id: string;
  feature_type: 'amenity' | 'fixture' | 'kiosk' | 'level' | 'opening' | 'unit';
  geometry: Geometry;
  properties: Record<string, unknown>;
  type: 'Feature';
}

/** A GeoJSON geometry in metres of the plan's own plane (flat, not longitude and latitude). */
export interface Geometry {
  type: 'LineString' | 'Point' | 'Polygon';
  coordinates: unknown[];
}

/** The walking graph over all floors; rooms and booths name the node they are reached at. */
export interface Walks {
  id: string;
  revision: number;
  nodes: WalkNode[];
  edges: WalkEdge[];
}

/** A point one can walk to, in metres of the plan's own plane; `ref` names what it leads to. */
export interface WalkNode {
  id: string;
  floor: string;
  x: number;
  y: number;
  ref: string | null;
}

/** A way between two nodes: metres, and seconds of an unhurried walk, a lift's with the wait. It runs both ways unless `oneway`, which is from `a` to `b`. */
export interface WalkEdge {
  a: string;
  b: string;
  length: number;
  seconds: number;
  kind: 'escalator' | 'lift' | 'ramp' | 'stairs' | 'walk';
  step_free: boolean;
  oneway: boolean;
}

/** A stand on a floor's plan; `exhibitor` is null while it is free. */
export interface Booth {
  id: string;
  revision: number;
  code: string;
  name: Text;
  floor: string;
  category: string;
  exhibitor: string | null;
  geometry: Geometry;
  display_point: [number, number];
  node_id: string | null;
  size: string | null;
  accessibility: string[];
}

/** Who shows something, where, and which services they bring; `meet` says whom one meets there. */
export interface Exhibitor {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  name: Text;
  short_name: Text;
  kind: string;
  province: string | null;
  summary: Text;
  booths: string[];
  counters: string[];
  innovations: string[];
  services: string[];
  meet: Text[];
}

/** A public service that can be used at the venue; `places` are kiosks of the plan. */
export interface Service {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  exhibitor: string;
  name: Text;
  summary: Text;
  documents: Text[];
  steps: Text[];
  fee: Fee | null;
  documents_basis: string;
  documents_source: string[];
  as_of: string | null;
  hours: Hours[];
  daily_quota: number | null;
  minutes_per_visitor: number | null;
  places: string[];
  disclaimer: Text | null;
}

/** What a service costs. */
export interface Fee {
  text: Text;
  currency: string;
  amounts: Amount[];
  basis: string;
  source: string[];
}

/** One line of a fee, in whole units of the fee's currency. */
export interface Amount {
  label: Text;
  amount: number;
}

/** When a service is open on one day. */
export interface Hours {
  day: string;
  open: string;
  close: string;
}

/** A public-service innovation of the catalogue; `list` names the list it was chosen into. */
export interface Innovation {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  name: Text;
  institution: Text;
  unit: Text | null;
  institution_kind: string;
  province: string | null;
  theme: string;
  summary: Text;
  exhibitor: string | null;
  list: string;
}

/** The event's award lists, in the order of their ceremonies. */
export interface Award {
  id: string;
  revision: number;
  lists: AwardList[];
}

/** A list that is announced on stage: its size, the session of its ceremony, what it is chosen from. */
export interface AwardList {
  id: string;
  name: Text;
  session: string;
  size: number;
  from: string | null;
}

/** A subject visitors may follow; `default_on` holds for new visitors. */
export interface Topic {
  id: string;
  revision: number;
  basis: 'fact' | 'sample';
  source: string[];
  name: Text;
  description: Text;
  default_on: boolean;
  color: string | null;
}

/** An announcement that has been sent to everyone or to topics. */
export interface Announcement {
  id: string;
  revision: number;
  title: Text;
  body: Text;
  path: string;
  audience: Audience;
  urgency: 'high' | 'normal';
  sent_at: string;
  expires_at: string | null;
  recalled_at: string | null;
  basis: 'sample' | null;
}

/** Whom an announcement is for: everyone, or whom any of the other choices names; then narrowed. `sessions` and `tracks` name those who starred one, `language` and `seen_today` narrow. */
export interface Audience {
  everyone?: true;
  topics?: string[];
  sessions?: string[];
  tracks?: string[];
  speakers?: true;
  exhibitors?: true;
  language?: Locale;
  seen_today?: true;
}

/** An information page; `body` holds paragraphs separated by blank lines. */
export interface Page {
  id: string;
  revision: number;
  title: Text;
  body: Text;
  icon: string;
  order: number;
  room: string | null;
}
