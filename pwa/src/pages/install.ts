import { type Signal, signal } from '@preact/signals';

/** Chromium's offer to install, which no DOM typing knows yet. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

function isOffer(event: Event): event is InstallOffer {
  return 'prompt' in event;
}

/** The browser's offer to install the app; null where it makes none, or once it is installed. */
export const installOffer: Signal<InstallOffer | null> = signal(null);

// The browser fires this once, often before any page is drawn.
addEventListener('beforeinstallprompt', event => {
  if (!isOffer(event)) return;
  event.preventDefault();
  installOffer.value = event;
});

addEventListener('appinstalled', () => {
  installOffer.value = null;
});

/** Shows the browser's own question; an offer can be used once. */
export async function install(): Promise<void> {
  const offer = installOffer.value;
  installOffer.value = null;
  await offer?.prompt();
}
