import { render } from 'preact';
import { App } from './app';
import { startAppearance } from './appearance';
import { placeIcons } from './components/icon';
import { quiet } from './idle';
import { refreshPush } from './push/state';
import { preloadPage } from './routes';
import { startBadge } from './store/badge';
import { giveWayWhenPutAway } from './store/db';
import { readAll, startMirror } from './store/mirror';
import { startPace } from './store/pace';
import { startTransitions } from './transitions';
import { noteLeaving, reloadAtTakeOver, startUpdates } from './update';
import './styles/tokens.css';
import './styles/base.css';

/** How long a start waits for its page's chunk; on a worse network the navigation shows before the page. */
const CHUNK_MS = 1_000;
/** How long the worker, which fetches everything, waits for the event to be there and on the screen. */
const EVENT_MS = 10_000;

const after = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

async function start(): Promise<void> {
  reloadAtTakeOver();
  noteLeaving();
  giveWayWhenPutAway(window);
  // What other tabs have told meanwhile has passed by a page that was put away.
  addEventListener('pageshow', ({ persisted }) => void (persisted && readAll().catch(() => undefined)));
  // Together, for each waits on its own. A phone whose database cannot be read still shows what the server sends.
  await Promise.allSettled([startMirror(), Promise.race([preloadPage(location.pathname), after(CHUNK_MS)])]);
  startAppearance();
  startTransitions();
  placeIcons();
  const root = document.getElementById('app');
  // What stood there until now is no part of the app.
  root?.replaceChildren();
  if (root) render(<App />, root);
  // In a task of its own: to ask for the permission waits for another process of the browser.
  setTimeout(() => void refreshPush().catch(() => undefined));
  startBadge();
  // Whatever goes wrong there must not keep the worker away.
  await Promise.race([startPace().then(quiet, quiet), after(EVENT_MS)]);
  await startUpdates().catch(() => undefined);
  // After all that a first visit has to fetch. Each by itself: without one the other is of use, and so is the page.
  const parts = [
    import('./push/subscribe').then(({ startRepairs }) => startRepairs()),
    import('./store/live').then(({ startLive }) => startLive()),
  ];
  await Promise.allSettled(parts);
}

void start();
