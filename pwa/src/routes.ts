import { lazy } from 'preact-iso';

/** Pages of their own chunks: fetched when opened, and kept on the phone by the service worker before that. */
export const SessionPage = lazy(() => import('./pages/session').then(pages => pages.SessionPage));
export const AwardsPage = lazy(() => import('./pages/awards').then(pages => pages.AwardsPage));
export const AnnouncementPage = lazy(() =>
  import('./pages/announcement').then(pages => pages.AnnouncementPage),
);
export const AnnouncementsPage = lazy(() =>
  import('./pages/announcements').then(pages => pages.AnnouncementsPage),
);
export const AgendaPage = lazy(() => import('./pages/agenda/index').then(pages => pages.AgendaPage));
export const MapPage = lazy(() => import('./pages/map').then(pages => pages.MapPage));
export const BoothPage = lazy(() => import('./pages/booth').then(pages => pages.BoothPage));
export const InnovationPage = lazy(() => import('./pages/innovation').then(pages => pages.InnovationPage));
export const SpeakerPage = lazy(() => import('./pages/speaker').then(pages => pages.SpeakerPage));
export const InfoPage = lazy(() => import('./pages/info').then(pages => pages.InfoPage));
export const MePage = lazy(() => import('./pages/me').then(pages => pages.MePage));
export const SharePage = lazy(() => import('./pages/link/share').then(pages => pages.SharePage));
export const MoveAwayPage = lazy(() => import('./pages/link/share').then(pages => pages.MoveAwayPage));
export const JoinPage = lazy(() => import('./pages/link/join').then(pages => pages.JoinPage));
export const PrivacyPage = lazy(() => import('./pages/about/privacy').then(pages => pages.PrivacyPage));
export const PosterPage = lazy(() => import('./pages/about/poster').then(pages => pages.PosterPage));
export const AskPage = lazy(() => import('./pages/about/ask').then(pages => pages.AskPage));
export const OrganizerPages = lazy(() =>
  import('./pages/organizer/index').then(pages => pages.OrganizerPages),
);
export const SpeakerDesk = lazy(() => import('./pages/speaker/index').then(pages => pages.SpeakerDesk));
