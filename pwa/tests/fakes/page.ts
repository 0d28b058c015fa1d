import { vi } from 'vitest';
import type { FakeScope } from './worker';

/** A page of the app in a browser with push, beside the service worker whose subscription it shares. */
export class FakePage {
  permission: NotificationPermission = 'granted';
  private readonly listeners: (() => void)[] = [];

  constructor(worker: FakeScope) {
    const notification = Object.defineProperty({}, 'permission', { get: () => this.permission });
    const { registration } = worker;
    vi.stubGlobal('navigator', {
      userAgent: 'Chrome',
      platform: 'Linux',
      maxTouchPoints: 5,
      serviceWorker: { ready: Promise.resolve(registration), getRegistration: async () => registration },
    });
    vi.stubGlobal('window', { PushManager: worker.pushManager, Notification: notification });
    vi.stubGlobal('Notification', notification);
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    vi.stubGlobal('document', {
      visibilityState: 'visible',
      addEventListener: (_: string, listener: () => void) => this.listeners.push(listener),
    });
  }

  /** Brings the app to the front. */
  comeBack(): void {
    for (const listener of this.listeners) listener();
  }
}
