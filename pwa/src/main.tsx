import { render } from 'preact';
import { App } from './app';
import { startAppearance } from './appearance';
import { repairPush } from './push/subscribe';
import { startMirror } from './store/mirror';
import { startPace } from './store/pace';
import { reloadAtTakeOver, startUpdates } from './update';
import './styles/tokens.css';
import './styles/base.css';

async function start(): Promise<void> {
  reloadAtTakeOver();
  // A phone whose database cannot be read still shows what the server sends.
  await startMirror().catch(() => undefined);
  startAppearance();
  const root = document.getElementById('app');
  if (root) render(<App />, root);
  startPace();
  await startUpdates().catch(() => undefined);
  await repairPush().catch(() => undefined);
}

void start();
