import { lazy } from 'preact-iso';

/** Pages of their own chunks: fetched when opened, and kept on the phone by the service worker before that. */
export const MapPage = lazy(() => import('./pages/map').then(pages => pages.MapPage));
export const OrganizerPages = lazy(() =>
  import('./pages/organizer/index').then(pages => pages.OrganizerPages),
);
