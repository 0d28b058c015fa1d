import { beforeEach, describe, expect, test } from 'vitest';
import type { Speaker } from '../../src/shared/document';
import { closeDatabase, withDatabase } from '../../src/store/db';
import { followPhotos, photoAt } from '../../src/sw/photos';
import type { Scope } from '../../src/sw/scope';
import { photo, speaker } from '../factories';
import { FakeCaches } from '../fakes/caches';

class FakeSite {
  readonly asked: string[] = [];
  /** How many requests were under way at once, at most. */
  atOnce = 0;
  isAway = false;
  saveData = false;
  private underWay = 0;
  readonly caches = new FakeCaches(src => this.fetch(src));

  get scope(): Scope {
    const { caches, saveData } = this;
    const navigator = { connection: { saveData } };
    return { caches, navigator, fetch: (src: string) => this.fetch(src) } as unknown as Scope;
  }

  private async fetch(src: string): Promise<Response> {
    if (this.isAway) throw new TypeError('network');
    this.asked.push(src);
    this.underWay += 1;
    this.atOnce = Math.max(this.atOnce, this.underWay);
    await Promise.resolve();
    this.underWay -= 1;
    return src.includes('gone') ? new Response(null, { status: 404 }) : new Response(src);
  }

  get held(): string[] {
    return this.caches.held('photos');
  }
}

const [A, B, C] = ['/photos/a.webp', '/photos/b.webp', '/photos/c.webp'] as const;
const SYNCED = { kind: 'synced' };
let site: FakeSite;

/** Puts speakers with these photos into the phone's store, and nobody else. */
async function speakersWith(...sources: (string | null)[]): Promise<void> {
  await withDatabase(async db => {
    await db.clear('speakers');
    for (const [at, src] of sources.entries()) {
      const record: Speaker = { ...speaker(`s${at}`), photo: src === null ? null : photo(src) };
      await db.put('speakers', record);
    }
  });
}

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  site = new FakeSite();
});

describe('a photo that a page shows', () => {
  test('is fetched once and then kept, with the network gone as well', async () => {
    expect(await (await photoAt(site.scope, A)).text()).toBe(A);
    site.isAway = true;
    expect(await (await photoAt(site.scope, A)).text()).toBe(A);
    expect([site.asked, site.held]).toEqual([[A], [A]]);
  });

  test('is shown by a phone that has no room to keep it', async () => {
    site.caches.isFull = true;
    expect(await (await photoAt(site.scope, A)).text()).toBe(A);
    expect(site.held).toEqual([]);
  });

  test('that the server does not have is not kept', async () => {
    expect((await photoAt(site.scope, '/photos/gone.webp')).status).toBe(404);
    expect(site.held).toEqual([]);
  });

  test('and that was never seen cannot be had offline', async () => {
    site.isAway = true;
    await expect(photoAt(site.scope, A)).rejects.toThrow('network');
  });
});

describe('after a sync', () => {
  test('the photos of the programme are fetched one by one, each once, and others are dropped', async () => {
    await photoAt(site.scope, C);
    await speakersWith(A, null, B, A);
    await followPhotos(site.scope, SYNCED);
    expect([site.asked, site.atOnce, site.held]).toEqual([[C, A, B], 1, [A, B]]);

    await speakersWith(B);
    await followPhotos(site.scope, SYNCED);
    expect([site.asked, site.held]).toEqual([[C, A, B], [B]]);
  });

  test('a phone that saves data fetches nothing, but drops what nobody has any more', async () => {
    await photoAt(site.scope, C);
    await speakersWith(A);
    site.saveData = true;
    await followPhotos(site.scope, SYNCED);
    expect([site.asked, site.held]).toEqual([[C], []]);
  });

  test('what cannot be had is asked for again after the next', async () => {
    await speakersWith(A, B);
    site.isAway = true;
    await followPhotos(site.scope, SYNCED);
    site.isAway = false;
    await followPhotos(site.scope, SYNCED);
    expect(site.held).toEqual([A, B]);
  });

  test('no more than 200 are fetched', async () => {
    await speakersWith(...Array.from({ length: 203 }, (_, at) => `/photos/${at}.webp`));
    await followPhotos(site.scope, SYNCED);
    expect(site.held.length).toBe(200);
  });

  test.each([[{ kind: 'take-over' }], [null], ['synced']])('%j is not one', async message => {
    await speakersWith(A);
    await followPhotos(site.scope, message);
    expect(site.asked).toEqual([]);
  });
});
