/** Returns what `work` returns; of all tabs and the service worker only one at a time runs work of this name. */
export function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return locks ? locks.request(name, work) : work();
}
