import type { Scope } from '../../src/sw/scope';

type Shown = NotificationOptions & { title: string; close: () => void };

interface FakeWindow {
  url: string;
  focused: boolean;
  visibilityState: 'visible' | 'hidden';
  answers: boolean;
}

/** A service worker's scope with notifications and windows of a browser, in memory. */
export class FakeScope {
  readonly location = { origin: 'https://forum.example' };
  readonly notifications: Shown[] = [];
  readonly opened: string[] = [];
  readonly routed: [string, string][] = [];
  readonly navigated: [string, string][] = [];
  windows: FakeWindow[] = [];
  /** Safari is reported not to honour tags. */
  honoursTags = true;

  readonly registration = {
    showNotification: async (title: string, options: NotificationOptions = {}) => {
      const shown: Shown = { title, ...options, close: () => this.remove(shown) };
      const older = this.notifications.findIndex(each => each.tag === options.tag);
      if (this.honoursTags && options.tag && older >= 0) this.notifications.splice(older, 1);
      this.notifications.push(shown);
    },
    getNotifications: async () => [...this.notifications],
  };

  readonly clients = {
    matchAll: async () => this.windows.map(each => this.client(each)),
    openWindow: async (path: string) => {
      this.opened.push(path);
      return null;
    },
  };

  get scope(): Scope {
    return this as unknown as Scope;
  }

  private remove(shown: Shown): void {
    this.notifications.splice(this.notifications.indexOf(shown), 1);
  }

  private client(fake: FakeWindow) {
    const client = {
      ...fake,
      focus: async () => client,
      postMessage: ({ path }: { path: string }, [port]: MessagePort[]) => {
        if (!fake.answers) return;
        this.routed.push([fake.url, path]);
        port?.postMessage('opened');
      },
      navigate: async (path: string) => {
        this.navigated.push([fake.url, path]);
        return client;
      },
    };
    return client;
  }
}
