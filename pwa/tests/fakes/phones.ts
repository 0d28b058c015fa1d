import { IDBFactory } from 'fake-indexeddb';
import { closeDatabase } from '../../src/store/db';
import { marks } from '../../src/store/marks';

/** One of several phones: a database of its own, in use while `on` runs. */
export class Phone {
  private readonly factory = new IDBFactory();

  async on<T>(work: () => Promise<T>): Promise<T> {
    await closeDatabase();
    globalThis.indexedDB = this.factory;
    marks.value = new Set();
    return work();
  }
}
