import type { Collection } from '../shared/collections';
import type { Contents } from './records';

/** What changed in the phone's database: collections of the event, or the visitor's own entries. */
export interface Change {
  collections: Collection[];
  own: boolean;
  /** What was written, for whoever listens beside the writer and need not read it back. */
  contents?: Contents;
}

type Listener = (change: Change) => void;

const CHANNEL = 'companion';
const listeners = new Set<Listener>();
let channel: BroadcastChannel | null = null;

function connect(): BroadcastChannel | null {
  if (channel === null && typeof BroadcastChannel !== 'undefined') {
    channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', (event: MessageEvent<Change>) => {
      for (const listener of listeners) listener(event.data);
    });
  }
  return channel;
}

/** Tells this page or worker, the other tabs and the service worker what changed. */
export function announceChange(change: Change): void {
  const { contents: _own, ...told } = change;
  connect()?.postMessage(told);
  // A channel does not hear itself.
  for (const listener of listeners) listener(change);
}

/** Calls `listener` at every change, made here or elsewhere; returns what ends that. */
export function onChange(listener: Listener): () => void {
  connect();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Closes the channel, so that a program without pages can end. */
export function stopChanges(): void {
  channel?.close();
  channel = null;
  listeners.clear();
}
