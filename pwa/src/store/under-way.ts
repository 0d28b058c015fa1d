import { wrap } from 'idb';

const underWay = new Set<IDBTransaction>();

/** Has a transaction counted among those that `abortAll` ends, until it has ended by itself. */
export function follow(transaction: IDBTransaction): void {
  underWay.add(transaction);
  for (const end of ['complete', 'abort']) {
    transaction.addEventListener(end, () => underWay.delete(transaction));
  }
  // Whoever waits for its requests hears of the end by them.
  wrap(transaction).done.catch(() => undefined);
}

/** Follows every transaction that a connection begins from now on. */
export function followAll(connection: IDBDatabase): void {
  const begin = connection.transaction.bind(connection);
  connection.transaction = (...asked) => {
    const begun = begin(...asked);
    follow(begun);
    return begun;
  };
}

/** Ends every transaction under way, undone. */
export function abortAll(): void {
  for (const transaction of underWay) {
    try {
      transaction.abort();
    } catch {
      // It is just being committed.
    }
  }
}
