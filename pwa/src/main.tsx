import { render } from 'preact';
import { App } from './app';
import { startAppearance } from './appearance';
import { placeIcons } from './components/icon';
import { prepareFormats } from './i18n/format';
import { refreshPush, startRepairs } from './push/subscribe';
import { preloadPage } from './routes';
import { startBadge } from './store/badge';
import { startMirror } from './store/mirror';
import { startPace } from './store/pace';
import { startTransitions } from './transitions';
import { reloadAtTakeOver, startUpdates } from './update';
import './styles/tokens.css';
import './styles/base.css';

async function start(): Promise<void> {
  reloadAtTakeOver();
  void refreshPush().catch(() => undefined);
  prepareFormats();
  // Together, for each waits on its own. A phone whose database cannot be read still shows what the server sends.
  await Promise.allSettled([startMirror(), preloadPage(location.pathname)]);
  startAppearance();
  startTransitions();
  placeIcons();
  const root = document.getElementById('app');
  // What stood there until now is no part of the app.
  root?.replaceChildren();
  if (root) render(<App />, root);
  startBadge();
  startPace();
  await startUpdates().catch(() => undefined);
  await startRepairs();
}

void start();
