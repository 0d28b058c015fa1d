import { render } from 'preact';
import { App } from './app';
import { startAppearance } from './appearance';
import { refreshPush, startRepairs } from './push/subscribe';
import { startBadge } from './store/badge';
import { startMirror } from './store/mirror';
import { startPace } from './store/pace';
import { reloadAtTakeOver, startUpdates } from './update';
import './styles/tokens.css';
import './styles/base.css';

async function start(): Promise<void> {
  reloadAtTakeOver();
  void refreshPush().catch(() => undefined);
  // A phone whose database cannot be read still shows what the server sends.
  await startMirror().catch(() => undefined);
  startAppearance();
  const root = document.getElementById('app');
  if (root) render(<App />, root);
  startBadge();
  startPace();
  await startUpdates().catch(() => undefined);
  await startRepairs();
}

void start();
