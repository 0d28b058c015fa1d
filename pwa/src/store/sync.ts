import { type Delta, SCHEMA, type SyncDocument } from '../shared/collections';
import { type Asked, isReadable, isStale, isWhole, type Standing } from './apply';
import { locked } from './lock';
import { applyStep, noteUnchanged, readStanding, replaceStore } from './records';

/** What a sync came to. */
export type SyncResult =
  | { kind: 'unchanged' | 'applied' | 'skipped' }
  | { kind: 'offline' }
  | { kind: 'failed'; detail: string }
  | { kind: 'app-too-old' };

/** The network and the clock, handed in from the edge. */
export interface World {
  fetch: (address: string, init: RequestInit) => Promise<Response>;
  clock: () => number;
  /** Waits until what has been applied is on the screen: the next answer may be large. */
  shown?: () => Promise<void>;
}

const ADDRESS = '/api/v1/sync';
const START = `${ADDRESS}/start`;
const LOCK = 'companion-sync';
const PATIENCE_MS = 30_000;

/**
 * Returns the address to ask from where the store stands: the start, after an outline the whole document, then only
 * what changed.
 */
export function syncAddress(standing: Standing): string {
  if (standing.epoch === null) return START;
  if (standing.outline) return ADDRESS;
  const query = new URLSearchParams({
    since: String(standing.revision),
    epoch: standing.epoch,
    schema: String(SCHEMA),
  });
  return `${ADDRESS}?${query}`;
}

function isAnswer(body: unknown): body is SyncDocument | Delta {
  if (typeof body !== 'object' || body === null) return false;
  const { epoch, schema, revision } = body as Record<string, unknown>;
  return typeof epoch === 'string' && typeof schema === 'number' && typeof revision === 'number';
}

/** Applies the body of a 200 to the store. */
export async function applyAnswer(body: unknown, from: Omit<Asked, 'vapidPublicKey'>): Promise<SyncResult> {
  if (!isAnswer(body)) return { kind: 'failed', detail: 'The answer is no sync document.' };
  if (!isReadable(body)) return { kind: 'app-too-old' };
  const asked = { ...from, vapidPublicKey: body.vapid_public_key ?? null };
  if (isWhole(body)) {
    await replaceStore(body, asked);
    return { kind: 'applied' };
  }
  const { upserts, deleted } = body;
  const changes = { upserts: upserts ?? {}, deleted: deleted ?? {} };
  const base = asked.from.revision;
  const standing = await applyStep({ epoch: body.epoch, base, revision: body.revision, changes }, asked);
  return { kind: standing.revision === base ? 'unchanged' : 'applied' };
}

async function askOnce(world: World, from: Standing): Promise<SyncResult> {
  const address = syncAddress(from);
  const headers: HeadersInit = from.etag?.address === address ? { 'If-None-Match': from.etag.value } : {};
  const askedAt = world.clock();
  let response: Response;
  let body: unknown;
  try {
    response = await world.fetch(address, {
      // A first visit may already have it on its way. Later the browser's own cache would hide a 304.
      cache: from.epoch === null ? 'default' : 'no-store',
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status !== 304 && !response.ok) {
      return { kind: 'failed', detail: `The server answered ${response.status}.` };
    }
    body = response.status === 304 ? null : await response.json();
  } catch (fault) {
    return fault instanceof SyntaxError
      ? { kind: 'failed', detail: 'The answer is no JSON.' }
      : { kind: 'offline' };
  }
  const asked = { from, address, etag: response.headers.get('ETag'), askedAt, answeredAt: world.clock() };
  if (response.status === 304) {
    await noteUnchanged({ ...asked, vapidPublicKey: null, etag: asked.etag ?? from.etag?.value ?? null });
    return { kind: 'unchanged' };
  }
  return applyAnswer(body, asked);
}

/** Asks once, and once more after an outline or when a push told of something newer meanwhile. */
async function askUntilFresh(world: World, wantedAt: number): Promise<SyncResult> {
  const before = await readStanding();
  // Another tab asked after this sync was wanted: its answer serves both.
  if (before.askedAt !== null && before.askedAt >= wantedAt && !isStale(before)) return { kind: 'skipped' };
  const first = await askOnce(world, before);
  if (first.kind !== 'applied' && first.kind !== 'unchanged') return first;
  const after = await readStanding();
  if (!isStale(after)) return first;
  await world.shown?.();
  return askOnce(world, after);
}

let running: Promise<SyncResult> | null = null;
let following: Promise<SyncResult> | null = null;

function start(world: World): Promise<SyncResult> {
  const wantedAt = world.clock();
  const one = locked(LOCK, () => askUntilFresh(world, wantedAt)).catch(
    (fault: unknown): SyncResult => ({ kind: 'failed', detail: String(fault) }),
  );
  running = one.finally(() => {
    running = null;
  });
  return running;
}

/**
 * Brings the store up to the server and returns what came of it. Across tabs and the service worker only one
 * sync runs at a time; a call during one is served by the next, which all such calls share.
 */
export function sync(world: World): Promise<SyncResult> {
  if (running === null) return start(world);
  following ??= running.then(() => {
    following = null;
    return start(world);
  });
  return following;
}
