/** The page addresses that links, announcements and notifications may name. */
export const links = {
  home: '/',
  agenda: '/agenda',
  session: (id: string) => `/agenda/${encodeURIComponent(id)}`,
  speaker: (id: string) => `/speakers/${encodeURIComponent(id)}`,
  map: '/map',
  booth: (id: string) => `/booths/${encodeURIComponent(id)}`,
  awards: '/awards',
  innovation: (id: string) => `/awards/${encodeURIComponent(id)}`,
  announcements: '/announcements',
  announcement: (id: string) => `/announcements/${encodeURIComponent(id)}`,
  info: '/info',
  me: '/me',
  contacts: '/me/contacts',
  linkPhone: '/me/link',
  sharePhone: '/me/share',
  movePhone: '/me/move',
  privacy: '/privacy',
  poster: '/poster',
  ask: '/ask',
  organizer: '/organizer',
  compose: '/organizer/announcements/new',
  report: (id: string) => `/organizer/announcements/${encodeURIComponent(id)}`,
  edit: (id: string) => `/organizer/announcements/${encodeURIComponent(id)}/edit`,
  programme: '/organizer/programme',
  reschedule: (id: string) => `/organizer/programme/${encodeURIComponent(id)}`,
  speakers: '/organizer/speakers',
  doors: '/organizer/doors',
  desk: '/speaker',
} as const;

const PAGES =
  /^\/(?:|(?:agenda|awards|announcements)(?:\/[^/]+)?|(?:speakers|booths)\/[^/]+|map|info|privacy|poster|ask|me(?:\/(?:contacts|link|share|move))?)$/;
const CONSOLES = /^\/(?:organizer|speaker|exhibitor)(?:\/.*)?$/;

/** Returns the token of a one-time link from an address's fragment, null where there is none. */
export function tokenIn(fragment: string): string | null {
  return /^#(?:.*&)?token=([\w~.-]+)/.exec(fragment)?.[1] ?? null;
}

/** Returns whether the address is one of the app's pages; query and fragment are not looked at. */
export function isPage(path: string): boolean {
  const bare = path.split(/[?#]/, 1)[0] ?? '';
  return PAGES.test(bare) || CONSOLES.test(bare);
}

/**
 * Returns the page that an absolute or relative address names within `origin`, with query and fragment,
 * and the home page for anything else: a notification must never lead out of the app.
 */
export function pageWithin(origin: string, address: unknown): string {
  if (typeof address !== 'string') return links.home;
  const path = address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
  return isPage(path) ? path : links.home;
}
