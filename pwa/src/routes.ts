import { lazy } from 'preact-iso';
import { Failure } from './components/guard';
import { HomePage } from './pages/home';
import { links } from './shared/links';
import { reloadForMissingPart } from './update';

/** Returns a page that is fetched when opened, and the way out where it cannot be had. */
function page<Page>(load: () => Promise<Page>) {
  return lazy<Page | typeof Failure>(() =>
    load().catch(async () => {
      // Storage that the browser refuses must not take the way out away.
      await reloadForMissingPart().catch(() => undefined);
      return Failure;
    }),
  );
}

const share = () => import('./pages/link/share');

/** A visitor's pages by their addresses; all but the start page are chunks that are fetched when opened. */
export const PAGES = {
  '/': HomePage,
  '/agenda': page(() => import('./pages/agenda/index').then(pages => pages.AgendaPage)),
  '/agenda/:id': page(() => import('./pages/session').then(pages => pages.SessionPage)),
  '/speakers/:id': page(() => import('./pages/speaker').then(pages => pages.SpeakerPage)),
  '/map': page(() => import('./pages/map').then(pages => pages.MapPage)),
  '/booths/:id': page(() => import('./pages/booth').then(pages => pages.BoothPage)),
  '/awards': page(() => import('./pages/awards').then(pages => pages.AwardsPage)),
  '/awards/:id': page(() => import('./pages/innovation').then(pages => pages.InnovationPage)),
  '/announcements': page(() => import('./pages/announcements').then(pages => pages.AnnouncementsPage)),
  '/announcements/:id': page(() => import('./pages/announcement').then(pages => pages.AnnouncementPage)),
  '/info': page(() => import('./pages/info').then(pages => pages.InfoPage)),
  '/me': page(() => import('./pages/me').then(pages => pages.MePage)),
  '/me/contacts': page(() => import('./pages/contacts/index').then(pages => pages.ContactsPage)),
  '/me/link': page(() => import('./pages/link/join').then(pages => pages.JoinPage)),
  '/me/share': page(() => share().then(pages => pages.SharePage)),
  '/me/move': page(() => share().then(pages => pages.MoveAwayPage)),
  '/privacy': page(() => import('./pages/about/privacy').then(pages => pages.PrivacyPage)),
  '/poster': page(() => import('./pages/about/poster').then(pages => pages.PosterPage)),
  '/ask': page(() => import('./pages/about/ask').then(pages => pages.AskPage)),
  '/speaker': page(() => import('./pages/speaker/index').then(pages => pages.SpeakerDesk)),
} as const;

export const OrganizerPages = page(() =>
  import('./pages/organizer/index').then(pages => pages.OrganizerPages),
);

/** Returns whether an address is the organizer's. */
export function isConsole(path: string): boolean {
  return path === links.organizer || path.startsWith(`${links.organizer}/`);
}

function fits(path: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}/?$`).test(path);
}

/** Fetches the chunk of the page at an address, so that it can be drawn at once. */
export async function preloadPage(path: string): Promise<void> {
  const found = Object.entries(PAGES).find(([pattern]) => fits(path, pattern));
  const page = isConsole(path) ? OrganizerPages : found?.[1];
  if (page && 'preload' in page) await page.preload();
}
