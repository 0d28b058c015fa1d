import {
  COLLECTIONS,
  type Collection,
  type Delta,
  SCHEMA,
  type SyncDocument,
} from '../../src/shared/collections';
import type { Tag } from '../../src/shared/document';
import { tag } from '../factories';

interface Entry {
  revision: number;
  id: string;
  isDeleted: boolean;
}

/** A change of one transaction: ids written, each with a text, and ids deleted. */
export interface Edit {
  written: Record<string, string>;
  deleted: string[];
}

/** A server of our protocol with one collection in use, its journal in memory. */
export class FakeServer {
  epoch = 'e1';
  revision = 0;
  schema = SCHEMA;
  minApp = 1;
  isDown = false;
  /** Whether the event is so large that a phone which has nothing is given its outline first. */
  isLarge = false;
  requests: string[] = [];
  /** Runs while a request is under way. */
  meanwhile: () => Promise<void> = async () => undefined;
  private records = new Map<string, Tag>();
  private journal: Entry[] = [];
  private oldest = 0;

  publish({ written, deleted }: Edit): void {
    const gone = deleted.filter(id => this.records.has(id) && !(id in written));
    if (Object.keys(written).length + gone.length === 0) return;
    this.revision += 1;
    for (const [id, name] of Object.entries(written)) {
      this.records.set(id, tag(id, this.revision, name));
      this.journal.push({ revision: this.revision, id, isDeleted: false });
    }
    for (const id of gone) {
      this.records.delete(id);
      this.journal.push({ revision: this.revision, id, isDeleted: true });
    }
  }

  /** Starts a new epoch with other records, as a restore or a reseed does. */
  restart(epoch: string, written: Record<string, string>): void {
    this.epoch = epoch;
    this.revision = 0;
    this.records.clear();
    this.journal = [];
    this.publish({ written, deleted: [] });
  }

  /** Forgets the journal, so that older phones need the whole document. */
  forget(): void {
    this.oldest = this.revision;
  }

  private header() {
    const { epoch, schema, revision } = this;
    return { epoch, schema, revision, min_app: this.minApp, vapid_public_key: 'BKey' };
  }

  document(): SyncDocument {
    const empty = Object.fromEntries(COLLECTIONS.map(name => [name, []])) as unknown as Record<
      Collection,
      never[]
    >;
    return { ...this.header(), ...empty, tags: this.tags() };
  }

  /** Returns the document as a phone that has nothing is given it: a large one without its texts. */
  private start(): SyncDocument {
    const whole = this.document();
    if (!this.isLarge) return whole;
    const tags = whole.tags.map(each => ({ ...each, name: { id: '', en: '' } }));
    return { ...whole, tags, outline: true };
  }

  tags(): Tag[] {
    return [...this.records.values()].sort((a, b) => a.id.localeCompare(b.id));
  }

  changesAfter(since: number, until = this.revision): Pick<Delta, 'upserts' | 'deleted'> {
    const ids = new Set(
      this.journal.filter(entry => entry.revision > since && entry.revision <= until).map(e => e.id),
    );
    const tags = [...ids].flatMap(id => this.records.get(id) ?? []);
    const gone = [...ids].filter(id => !this.records.has(id));
    return { upserts: tags.length ? { tags } : {}, deleted: gone.length ? { tags: gone } : {} };
  }

  /** Returns the `data` of a push about the newest revision. */
  push(withPatch = true) {
    const { epoch, revision } = this;
    const patch = withPatch ? this.changesAfter(revision - 1) : null;
    return structuredClone({
      kind: 'announcement',
      receipt: 'r',
      epoch,
      base: revision - 1,
      revision,
      patch,
    });
  }

  async answer(address: string, init: RequestInit): Promise<Response> {
    this.requests.push(address);
    await this.meanwhile();
    if (this.isDown) throw new TypeError('network');
    const url = new URL(address, 'http://phone.test');
    const since = url.searchParams.get('since');
    const isStart = url.pathname === '/api/v1/sync/start';
    const etag = `"${this.epoch}.${isStart && this.isLarge ? 'outline-' : ''}${this.revision}"`;
    if (new Headers(init.headers).get('If-None-Match') === etag) return new Response(null, { status: 304 });
    const at = Number(since);
    const sameLine = url.searchParams.get('epoch') === this.epoch && at <= this.revision && at >= this.oldest;
    const body = isStart
      ? this.start()
      : since === null
        ? this.document()
        : sameLine
          ? { ...this.header(), ...this.changesAfter(at) }
          : { ...this.document(), full: true };
    return new Response(JSON.stringify(body), { headers: { ETag: etag } });
  }
}
