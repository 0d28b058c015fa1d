/**
 * A phone without a screen: the app's own store over a database in memory, driven by JSON lines.
 *
 * Each line on standard input is one command, each line on standard output its answer, in order:
 *   {"op": "request"}                      the address and headers of the sync this phone would make now
 *   {"op": "sync", "status": 200, "etag": "...", "body": {...}, "during": [data, ...]}
 *                                          answers that request; the pushes of `during` arrive before the answer
 *   {"op": "patch", "data": {...}}         a push arrives with this `notification.data`
 *   {"op": "act", "action": {...}}         keeps an action in the outbox
 *   {"op": "dump"}                         where the store stands, and everything in it
 *   {"op": "reset"}                        a new phone
 */
import 'fake-indexeddb/auto';
import { createInterface } from 'node:readline';
import { COLLECTIONS } from '../src/shared/collections';
import { readPushData } from '../src/shared/push-payload';
import { isStale, type Standing } from '../src/store/apply';
import { stopChanges } from '../src/store/changes';
import { closeDatabase } from '../src/store/db';
import { keepAction, waitingActions } from '../src/store/outbox';
import { applyPush } from '../src/store/patch';
import { readCollections, readStanding } from '../src/store/records';
import { type Action, DATABASE } from '../src/store/schema';
import { sync, syncAddress } from '../src/store/sync';

interface Answer {
  status: number;
  etag?: string | null;
  body?: unknown;
  during?: unknown[];
}

type Command =
  | { op: 'request' }
  | ({ op: 'sync' } & Answer)
  | { op: 'patch'; data: unknown }
  | { op: 'act'; action: Action }
  | { op: 'dump' }
  | { op: 'reset' };

function standingOf(standing: Standing) {
  return { epoch: standing.epoch, revision: standing.revision, stale: isStale(standing) };
}

async function answerOnce({ status, etag, body, during = [] }: Answer) {
  let asks = 0;
  const result = await sync({
    clock: Date.now,
    fetch: async () => {
      asks += 1;
      // The one answer given serves one request; what the store wants beyond it is for the next command.
      if (asks > 1) throw new TypeError('no second answer');
      for (const data of during) await applyPush(readPushData(data));
      const text = status === 304 ? null : JSON.stringify(body);
      return new Response(text, { status, ...(etag ? { headers: { ETag: etag } } : {}) });
    },
  });
  const kind = asks > 1 ? 'applied' : result.kind;
  return { result: kind, ...standingOf(await readStanding()) };
}

async function dump() {
  const { standing, maps } = await readCollections(COLLECTIONS);
  const collections = Object.fromEntries(
    COLLECTIONS.map(name => {
      const records: { id: string }[] = [...(maps[name]?.values() ?? [])];
      return [name, records.sort((a, b) => (a.id < b.id ? -1 : 1))];
    }),
  );
  return { ...standingOf(standing), collections, outbox: await waitingActions() };
}

async function run(command: Command): Promise<unknown> {
  switch (command.op) {
    case 'request': {
      const standing = await readStanding();
      const address = syncAddress(standing);
      return { address, if_none_match: standing.etag?.address === address ? standing.etag.value : null };
    }
    case 'sync':
      return answerOnce(command);
    case 'patch':
      await applyPush(readPushData(command.data));
      return standingOf(await readStanding());
    case 'act':
      await keepAction(command.action);
      return {};
    case 'dump':
      return dump();
    case 'reset': {
      await closeDatabase();
      await new Promise((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase(DATABASE);
        deletion.onsuccess = resolve;
        deletion.onerror = reject;
      });
      return {};
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  let answer: unknown;
  try {
    answer = await run(JSON.parse(line) as Command);
  } catch (fault) {
    answer = { error: String(fault) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
stopChanges();
