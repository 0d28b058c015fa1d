import { effect } from '@preact/signals';
import { marksLoaded } from './marks';
import { unreadCount } from './own';
import { loaded, store } from './signals';

/** Keeps the number on the app's icon at what is unread, where the platform has one. */
export function startBadge(): void {
  effect(() => {
    const unread = unreadCount(store.value);
    if (loaded.value && marksLoaded.value) void navigator.setAppBadge?.(unread).catch(() => undefined);
  });
}
