import { IDBFactory } from 'fake-indexeddb';

const fault = () => new DOMException('The connection to the database was lost.', 'UnknownError');

/** The databases of a browser that has trouble with its disk. */
export class TroubledDatabases extends IDBFactory {
  /** How many openings are still to fail. */
  failingOpenings = 0;
  /** How many openings fail once a database has been deleted, as if the page had been killed. */
  failingAfterDeletion = 0;
  /** Stores that cannot be used. */
  readonly unreadable = new Set<string>();
  /** Stores that take nothing more, for so many writes or for good. */
  readonly full = new Map<string, number>();
  readonly deleted: string[] = [];

  override open(name: string, version?: number): IDBOpenDBRequest {
    if (this.failingOpenings > 0) {
      this.failingOpenings -= 1;
      throw fault();
    }
    const request = super.open(name, version) as unknown as IDBOpenDBRequest;
    request.addEventListener('success', () => this.trouble(request.result));
    return request;
  }

  override deleteDatabase(name: string): IDBOpenDBRequest {
    this.deleted.push(name);
    this.failingOpenings = this.failingAfterDeletion;
    return super.deleteDatabase(name) as unknown as IDBOpenDBRequest;
  }

  private trouble(db: IDBDatabase): void {
    const begin = db.transaction.bind(db);
    db.transaction = (stores, mode, options) => {
      if ([stores].flat().some(store => this.unreadable.has(String(store)))) throw fault();
      const transaction = begin(stores, mode, options);
      const open = transaction.objectStore.bind(transaction);
      transaction.objectStore = name => this.fill(open(name));
      return transaction;
    };
  }

  private fill(store: IDBObjectStore): IDBObjectStore {
    const put = store.put.bind(store);
    const left = this.full.get(store.name) ?? 0;
    if (left > 0) {
      store.put = value => {
        this.full.set(store.name, left - 1);
        put(value);
        // A second record of the same key is refused, by a request that ends its transaction as a full disk does.
        const request = store.add(value);
        Object.defineProperty(request, 'error', {
          get: () => new DOMException('There is no space left.', 'QuotaExceededError'),
          set: () => undefined,
        });
        return request;
      };
    }
    return store;
  }
}
