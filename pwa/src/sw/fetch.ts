import { createHandlerBoundToURL } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** Addresses that the server answers itself, even when a person opens them. */
const SERVER_ONLY = [
  /^\/api\//,
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
