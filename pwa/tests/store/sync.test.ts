import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { readPushData } from '../../src/shared/push-payload';
import { isStale } from '../../src/store/apply';
import { keepAction, waitingActions } from '../../src/store/outbox';
import { applyPush } from '../../src/store/patch';
import { readStanding } from '../../src/store/records';
import { syncAddress } from '../../src/store/sync';
import { contents, newPhone, syncWith } from '../fakes/phone';
import { type Edit, FakeServer } from '../fakes/server';

let server: FakeServer;

beforeEach(async () => {
  await newPhone();
  server = new FakeServer();
  server.publish({ written: { a: 'one', b: 'two' }, deleted: [] });
});

function whole() {
  return { epoch: server.epoch, revision: server.revision, tags: server.tags() };
}

const push = (data: unknown) => applyPush(readPushData(data));

describe('a phone', () => {
  test('asks for the whole document once, and then only for what changed', async () => {
    expect(await syncWith(server)).toEqual({ kind: 'applied' });
    server.publish({ written: { c: 'three' }, deleted: ['a'] });
    expect(await syncWith(server)).toEqual({ kind: 'applied' });
    expect(server.requests).toEqual(['/api/v1/sync/start', '/api/v1/sync?since=1&epoch=e1&schema=1']);
    expect(await contents()).toEqual(whole());
  });

  test('asks for the whole document after an outline, once that is shown', async () => {
    server.isLarge = true;
    const seen: (string | undefined)[] = [];
    const shown = async () => void seen.push((await contents()).tags[0]?.name.en, server.requests.at(-1));
    expect(await syncWith(server, shown)).toEqual({ kind: 'applied' });
    expect(seen).toEqual(['', '/api/v1/sync/start']);
    expect(server.requests).toEqual(['/api/v1/sync/start', '/api/v1/sync']);
    expect(await contents()).toEqual(whole());
    await syncWith(server);
    expect(server.requests.at(-1)).toBe('/api/v1/sync?since=1&epoch=e1&schema=1');
  });

  test('keeps the outline where the network ends, and asks for the rest at the next chance', async () => {
    server.isLarge = true;
    const leave = async () => {
      server.isDown = true;
    };
    expect(await syncWith(server, leave)).toEqual({ kind: 'offline' });
    expect((await contents()).tags.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(isStale(await readStanding())).toBe(true);
    server.isDown = false;
    expect(await syncWith(server)).toEqual({ kind: 'applied' });
    expect(server.requests.slice(1)).toEqual(['/api/v1/sync', '/api/v1/sync']);
    expect(isStale(await readStanding())).toBe(false);
    expect(await contents()).toEqual(whole());
  });

  test('takes a push that comes between an outline and the rest', async () => {
    server.isLarge = true;
    await syncWith(server, async () => {
      server.publish({ written: { c: 'three' }, deleted: [] });
      await push(server.push());
      server.isDown = true;
    });
    expect((await contents()).revision).toBe(2);
    server.isDown = false;
    await syncWith(server);
    expect(await contents()).toEqual(whole());
  });

  test('takes a 304 for having everything', async () => {
    await syncWith(server);
    expect(await syncWith(server)).toEqual({ kind: 'unchanged' });
    expect((await readStanding()).etag).toEqual({ address: server.requests.at(-1), value: '"e1.1"' });
    expect(await syncWith(server)).toEqual({ kind: 'unchanged' });
    expect(await contents()).toEqual(whole());
  });

  test('keeps what it has when the server is out of reach or answers nonsense', async () => {
    await syncWith(server);
    const before = await contents();
    server.isDown = true;
    expect(await syncWith(server)).toEqual({ kind: 'offline' });
    server.isDown = false;
    server.schema = 2;
    server.publish({ written: { c: 'x' }, deleted: [] });
    expect(await syncWith(server)).toEqual({ kind: 'app-too-old' });
    expect(await contents()).toEqual(before);
  });

  test('keeps unsent actions when the whole store is replaced', async () => {
    await syncWith(server);
    const action = { id: 'x', at: '2018-11-07T09:00:00+07:00', kind: 'star', body: { session: 's' } };
    await keepAction(action);
    server.restart('e2', { z: 'new' });
    expect(await syncWith(server)).toEqual({ kind: 'applied' });
    expect(await contents()).toEqual(whole());
    expect(await waitingActions()).toEqual([action]);
  });

  test('replaces its store when the journal no longer reaches back', async () => {
    await syncWith(server);
    server.publish({ written: { c: 'x' }, deleted: ['a'] });
    server.forget();
    await syncWith(server);
    expect(await contents()).toEqual(whole());
  });

  test('is up to date by a push alone when it stands where the push starts', async () => {
    await syncWith(server);
    server.publish({ written: { c: 'x' }, deleted: ['a'] });
    expect(await push(server.push())).toBe(false);
    expect(await contents()).toEqual(whole());
    expect(server.requests.length).toBe(1);
  });

  test('wants a delta after a push that could not carry its records', async () => {
    await syncWith(server);
    server.publish({ written: { c: 'x' }, deleted: [] });
    expect(await push(server.push(false))).toBe(true);
    await syncWith(server);
    expect(isStale(await readStanding())).toBe(false);
    expect(await contents()).toEqual(whole());
  });

  test('wants a sync after a push of another epoch, which settles it', async () => {
    await syncWith(server);
    const late = server.push();
    server.restart('e2', { z: 'new' });
    expect(await push(server.push())).toBe(true);
    await syncWith(server);
    expect(await contents()).toEqual(whole());
    expect(await push(late)).toBe(true);
    await syncWith(server);
    expect(isStale(await readStanding())).toBe(false);
    expect(await contents()).toEqual(whole());
  });

  test('asks again when a push tells of something newer while an answer is under way', async () => {
    let isFirst = true;
    server.meanwhile = async () => {
      if (!isFirst) return;
      isFirst = false;
      await push({ ...server.push(), epoch: 'e1', revision: 9, base: 8, patch: null });
    };
    await syncWith(server);
    expect(server.requests.length).toBe(2);
  });

  test('makes one request of many calls at once', async () => {
    await Promise.all([syncWith(server), syncWith(server), syncWith(server)]);
    // The first runs; the other two share the next, as something may have changed since the first was asked.
    expect(server.requests).toEqual(['/api/v1/sync/start', '/api/v1/sync?since=1&epoch=e1&schema=1']);
  });

  test('never revives a record by a push older than its deletion', async () => {
    server.publish({ written: { c: 'x' }, deleted: [] });
    const old = server.push();
    server.publish({ written: {}, deleted: ['c'] });
    const gone = server.push();
    await syncWith(server);
    await push(old);
    expect(await contents()).toEqual(whole());
    server.publish({ written: { d: 'y' }, deleted: [] });
    await push(gone);
    await push(old);
    await syncWith(server);
    expect(await contents()).toEqual(whole());
  });
});

test('the address names epoch and schema only when the phone has a store', async () => {
  expect(syncAddress(await readStanding())).toBe('/api/v1/sync/start');
});

const edit = fc.record({
  written: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.string({ maxLength: 3 })),
  deleted: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
});

type Act =
  | { do: 'publish'; edit: Edit }
  | { do: 'push'; which: number }
  | { do: 'sync'; meanwhile: number | null }
  | { do: 'restart' };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('publish' as const), edit }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('push' as const), which: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('sync' as const), meanwhile: fc.option(fc.nat(4)) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

test('whatever mix of publishes, pushes in any order, syncs and restores, the phone ends equal to the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async acts => {
      await newPhone();
      server = new FakeServer();
      server.publish({ written: { a: 'one' }, deleted: [] });
      const pushes = [server.push()];
      // Pushes come late by a few, twice, or never.
      const recent = (late: number) => pushes[Math.max(0, pushes.length - 1 - late)];
      let restarts = 0;
      for (const each of acts) {
        if (each.do === 'publish') {
          server.publish(each.edit);
          pushes.push(server.push());
        } else if (each.do === 'push') {
          await push(recent(each.which));
        } else if (each.do === 'restart') {
          restarts += 1;
          server.restart(`r${restarts}`, { a: 'anew', c: 'x' });
          pushes.push(server.push());
        } else {
          const late = each.meanwhile === null ? null : recent(each.meanwhile);
          server.meanwhile = async () => {
            if (late) await push(late);
          };
          await syncWith(server);
          server.meanwhile = async () => undefined;
        }
      }
      await syncWith(server);
      expect(await contents()).toEqual(whole());
      expect(isStale(await readStanding())).toBe(false);
    }),
    { numRuns: 200 },
  );
}, 60_000);
