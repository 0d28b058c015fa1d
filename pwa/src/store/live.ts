import { waitAfter } from './pace';
import { applyPush } from './patch';
import { hearPlaces, type PlacesTold } from './places';
import { store } from './signals';

const ADDRESS = '/api/v1/live';

/** Where the server's document stands. */
interface RevisionTold {
  epoch: string;
  revision: number;
}

/** A stream of server-sent events, as far as it is used here. */
export interface Source {
  addEventListener(type: string, listener: (event: { data?: string }) => void): void;
  close(): void;
}

async function hearRevision({ epoch, revision }: RevisionTold): Promise<void> {
  const { value } = store;
  // A phone that has nothing yet is on its way to the whole document.
  if (value.epoch === null || (value.epoch === epoch && value.revision >= revision)) return;
  await applyPush({ epoch, base: null, revision, patch: null });
}

/** Reads an event's data; what cannot be read or kept now is told again with the next stream. */
function read<T>(hear: (told: T) => Promise<void>): (event: { data?: string }) => void {
  return ({ data }) =>
    void Promise.resolve(data ?? 'null')
      .then(text => hear(JSON.parse(text)))
      .catch(() => undefined);
}

/** Returns whether the visitor asked their browser to save data. */
function isSaving(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

/**
 * Follows what the server tells open screens, while this one is in front: where its document stands, and the places
 * left in the rooms.
 */
export function startLive(connect: (address: string) => Source = address => new EventSource(address)): void {
  let source: Source | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function open(): void {
    close();
    if (document.visibilityState === 'hidden' || isSaving()) return;
    source = connect(ADDRESS);
    source.addEventListener('open', () => {
      failures = 0;
    });
    source.addEventListener('revision', read(hearRevision));
    source.addEventListener('places', read<PlacesTold>(hearPlaces));
    source.addEventListener('error', () => {
      // Left alone, a browser asks in step with all others, and after a refusal never again.
      close();
      failures += 1;
      timer = setTimeout(open, waitAfter(failures, Math.random()));
    });
  }

  document.addEventListener('visibilitychange', open);
  addEventListener('online', open);
  // A page with an open stream may not be put away for coming back.
  addEventListener('pagehide', close);
  addEventListener('pageshow', ({ persisted }) => void (persisted && open()));
  open();
}
