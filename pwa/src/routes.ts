import { lazy } from 'preact-iso';

/** Pages of their own chunks: fetched when opened, and kept on the phone by the service worker before that. */
export const MapPage = lazy(() => import('./pages/map').then(pages => pages.MapPage));
export const BoothPage = lazy(() => import('./pages/booth').then(pages => pages.BoothPage));
export const InnovationPage = lazy(() => import('./pages/innovation').then(pages => pages.InnovationPage));
export const SpeakerPage = lazy(() => import('./pages/speaker').then(pages => pages.SpeakerPage));
export const InfoPage = lazy(() => import('./pages/info').then(pages => pages.InfoPage));
export const MePage = lazy(() => import('./pages/me').then(pages => pages.MePage));
export const OrganizerPages = lazy(() =>
  import('./pages/organizer/index').then(pages => pages.OrganizerPages),
);
export const SpeakerDesk = lazy(() => import('./pages/speaker/index').then(pages => pages.SpeakerDesk));
