import { type Changes, COLLECTIONS } from './collections';
import type { Locale } from './document';

/** What a message carries for the app: where it comes from and, when it fits, the changed records themselves. */
export interface PushData {
  kind: string;
  receipt: string | null;
  epoch: string | null;
  base: number | null;
  revision: number | null;
  patch: Changes | null;
}

export interface PushAction {
  action: string;
  title: string;
  navigate: string;
}

/** A message in the form in which it is shown. */
export interface PushMessage {
  title: string;
  body: string;
  lang: string;
  dir: 'auto' | 'ltr' | 'rtl';
  tag: string;
  navigate: string;
  silent: boolean;
  actions: PushAction[];
  data: PushData;
}

type Fields = Record<string, unknown>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function text(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function isRecord(value: unknown): boolean {
  const { id, revision } = fields(value);
  return typeof id === 'string' && whole(revision) !== null;
}

function collections(value: unknown, isItem: (item: unknown) => boolean): Fields | null {
  const found: Fields = {};
  for (const [name, items] of Object.entries(fields(value))) {
    // A newer server may send collections that this app does not know.
    if (!(COLLECTIONS as readonly string[]).includes(name)) continue;
    if (!Array.isArray(items) || !items.every(isItem)) return null;
    found[name] = items;
  }
  return found;
}

/** Returns a patch in the form of a delta's `upserts` and `deleted`, or null when any part of it is not. */
export function readPatch(value: unknown): Changes | null {
  if (typeof value !== 'object' || value === null) return null;
  const { upserts, deleted } = value as Fields;
  const written = collections(upserts, isRecord);
  const gone = collections(deleted, item => typeof item === 'string');
  return written && gone ? ({ upserts: written, deleted: gone } as unknown as Changes) : null;
}

/** Returns the `data` of a notification; what is missing or malformed is null. */
export function readPushData(value: unknown): PushData {
  const data = fields(value);
  return {
    kind: text(data.kind, 'unknown'),
    receipt: text(data.receipt) || null,
    epoch: text(data.epoch) || null,
    base: whole(data.base),
    revision: whole(data.revision),
    patch: readPatch(data.patch),
  };
}

function readActions(value: unknown): PushAction[] {
  if (!Array.isArray(value)) return [];
  return value
    .map(fields)
    .map(each => ({ action: text(each.action), title: text(each.title), navigate: text(each.navigate) }))
    .filter(each => each.action !== '' && each.title !== '');
}

/** Returns the message of a notification's fields, or null when it has no title to show. */
export function readNotification(value: unknown): PushMessage | null {
  const notification = fields(value);
  const title = text(notification.title);
  if (title === '') return null;
  const dir = text(notification.dir);
  return {
    title,
    body: text(notification.body),
    lang: text(notification.lang),
    dir: dir === 'ltr' || dir === 'rtl' ? dir : 'auto',
    tag: text(notification.tag),
    navigate: text(notification.navigate),
    silent: notification.silent === true,
    actions: readActions(notification.actions),
    data: readPushData(notification.data),
  };
}

/** Returns the message of a decrypted payload (declarative web push, `"web_push": 8030`), or null. */
export function readPayload(payload: string): PushMessage | null {
  try {
    return readNotification(fields(JSON.parse(payload)).notification);
  } catch {
    return null;
  }
}

const UNREADABLE: Record<Locale, { title: string; body: string }> = {
  id: { title: 'Ada kabar dari forum', body: 'Ketuk untuk membacanya di aplikasi.' },
  en: { title: 'News from the forum', body: 'Tap to read it in the app.' },
};

const RECALLED: Record<Locale, { title: string; body: string }> = {
  id: {
    title: 'Ditarik kembali: {title}',
    body: 'Panitia menarik pengumuman ini. Isinya tidak berlaku lagi.',
  },
  en: {
    title: 'Recalled: {title}',
    body: 'The organizers have recalled this announcement. It no longer holds.',
  },
};

const ANNOUNCED = /^announcement-(.+)$/;

/** Returns the id of the announcement that the message tells of, null for anything else. */
export function announcementOf(message: PushMessage): string | null {
  return ANNOUNCED.exec(message.tag)?.[1] ?? null;
}

/** Returns the form in which a message is shown that was recalled while it was under way. */
export function recalledForm(message: PushMessage): PushMessage {
  const { title, body } = RECALLED[message.lang === 'en' ? 'en' : 'id'];
  return {
    ...message,
    title: title.replace('{title}', () => message.title),
    body,
    silent: true,
    actions: [],
  };
}

/** Returns what is shown for a message that cannot be read: a push must never pass unseen. */
export function unreadable(locale: Locale): PushMessage {
  return {
    ...UNREADABLE[locale],
    lang: locale,
    dir: 'ltr',
    tag: 'unreadable',
    navigate: '/announcements',
    silent: false,
    actions: [],
    data: readPushData(null),
  };
}
