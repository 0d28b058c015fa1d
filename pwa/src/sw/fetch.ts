import { createHandlerBoundToURL } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { photoAt } from './photos';
import type { Scope } from './scope';

/** Addresses that the server answers itself, even when a person opens them. */
const SERVER_ONLY = [
  /^\/api\//,
  /^\/photos\//,
  /^\/healthz$/,
  /^\/readyz$/,
  /^\/metrics$/,
  /^\/robots\.txt$/,
  /^\/sitemap\.xml$/,
];

/** Answers every page address with the app's shell from this build; the store fills it. */
export function answerNavigation(): void {
  registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: SERVER_ONLY }));
}

/** Answers for photos from what the phone keeps; another picture would have another address. */
export function answerPhotos(scope: Scope): void {
  registerRoute(
    ({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith('/photos/'),
    ({ url }) => photoAt(scope, url.pathname),
  );
}
