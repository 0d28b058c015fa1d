import { fromBase64Url, toBase64Url } from '../../src/store/subscription';
import type { Scope } from '../../src/sw/scope';

type Shown = NotificationOptions & { title: string; close: () => void };

interface FakeMessage {
  kind: string;
  path?: string;
  tag?: string;
}

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
  /** What windows were told beside pages to open: kind and tag. */
  readonly told: [string, string][] = [];
  /** Tags under which the browser was asked to wake the worker once online. */
  readonly wakeUps: string[] = [];
  windows: FakeWindow[] = [];
  /** Safari is reported not to honour tags. */
  honoursTags = true;

  /** The key of the browser's subscription, null without one; its endpoint is named after it. */
  subscribed: string | null = null;
  /** Keys of subscriptions that were given up: the next of the same key has another endpoint. */
  private readonly given: string[] = [];

  private subscription() {
    const key = this.subscribed;
    if (key === null) return null;
    const before = this.given.filter(each => each === key).length;
    return {
      endpoint: `https://push.example/${key}${before > 0 ? `-${before}` : ''}`,
      options: { applicationServerKey: fromBase64Url(key).buffer },
      getKey: () => Uint8Array.from([1]).buffer,
      unsubscribe: async () => {
        this.subscribed = null;
        this.given.push(key);
        return true;
      },
    };
  }

  readonly pushManager = {
    getSubscription: async () => this.subscription(),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array<ArrayBuffer> }) => {
      const key = toBase64Url(applicationServerKey.buffer);
      // A browser refuses a second key while a subscription with another one stands.
      if (this.subscribed !== null && this.subscribed !== key)
        throw new DOMException('Another key', 'InvalidStateError');
      this.subscribed = key;
      return this.subscription();
    },
  };

  readonly registration = {
    pushManager: this.pushManager,
    showNotification: async (title: string, options: NotificationOptions = {}) => {
      const shown: Shown = { title, ...options, close: () => this.remove(shown) };
      const older = this.notifications.findIndex(each => each.tag === options.tag);
      if (this.honoursTags && options.tag && older >= 0) this.notifications.splice(older, 1);
      this.notifications.push(shown);
    },
    getNotifications: async () => [...this.notifications],
    sync: {
      register: async (tag: string) => {
        this.wakeUps.push(tag);
      },
    },
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
      postMessage: ({ kind, path = '', tag = '' }: FakeMessage, [port]: MessagePort[] = []) => {
        if (kind !== 'open') this.told.push([kind, tag]);
        else if (fake.answers) {
          this.routed.push([fake.url, path]);
          port?.postMessage('opened');
        }
      },
      navigate: async (path: string) => {
        this.navigated.push([fake.url, path]);
        return client;
      },
    };
    return client;
  }
}
