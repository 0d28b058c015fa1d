import { lazy } from 'preact-iso';
import { HomePage } from './pages/home';
import { links } from './shared/links';

const share = () => import('./pages/link/share');

/** A visitor's pages by their addresses; all but the start page are chunks that are fetched when opened. */
export const PAGES = {
  '/': HomePage,
  '/agenda': lazy(() => import('./pages/agenda/index').then(pages => pages.AgendaPage)),
  '/agenda/:id': lazy(() => import('./pages/session').then(pages => pages.SessionPage)),
  '/speakers/:id': lazy(() => import('./pages/speaker').then(pages => pages.SpeakerPage)),
  '/map': lazy(() => import('./pages/map').then(pages => pages.MapPage)),
  '/booths/:id': lazy(() => import('./pages/booth').then(pages => pages.BoothPage)),
  '/awards': lazy(() => import('./pages/awards').then(pages => pages.AwardsPage)),
  '/awards/:id': lazy(() => import('./pages/innovation').then(pages => pages.InnovationPage)),
  '/announcements': lazy(() => import('./pages/announcements').then(pages => pages.AnnouncementsPage)),
  '/announcements/:id': lazy(() => import('./pages/announcement').then(pages => pages.AnnouncementPage)),
  '/info': lazy(() => import('./pages/info').then(pages => pages.InfoPage)),
  '/me': lazy(() => import('./pages/me').then(pages => pages.MePage)),
  '/me/link': lazy(() => import('./pages/link/join').then(pages => pages.JoinPage)),
  '/me/share': lazy(() => share().then(pages => pages.SharePage)),
  '/me/move': lazy(() => share().then(pages => pages.MoveAwayPage)),
  '/privacy': lazy(() => import('./pages/about/privacy').then(pages => pages.PrivacyPage)),
  '/poster': lazy(() => import('./pages/about/poster').then(pages => pages.PosterPage)),
  '/ask': lazy(() => import('./pages/about/ask').then(pages => pages.AskPage)),
  '/speaker': lazy(() => import('./pages/speaker/index').then(pages => pages.SpeakerDesk)),
} as const;

export const OrganizerPages = lazy(() =>
  import('./pages/organizer/index').then(pages => pages.OrganizerPages),
);

/** Returns whether an address is the organizer's. */
export function isConsole(path: string): boolean {
  return path === links.organizer || path.startsWith(`${links.organizer}/`);
}

function fits(path: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}/?$`).test(path);
}

/** Fetches the chunk of the page at an address, so that it can be drawn at once; rejects when it cannot be had. */
export async function preloadPage(path: string): Promise<void> {
  const found = Object.entries(PAGES).find(([pattern]) => fits(path, pattern));
  const page = isConsole(path) ? OrganizerPages : found?.[1];
  if (page && 'preload' in page) await page.preload();
}
