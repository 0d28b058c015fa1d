/** Locks as browsers keep them for all tabs of a site: of the same name one is held at a time. */
export class FakeLocks {
  /** The names asked for, in order. */
  readonly asked: string[] = [];
  /** Hears each time a lock is asked for. */
  onAsk: (name: string) => void = () => undefined;
  private readonly held = new Map<string, Promise<unknown>>();

  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.asked.push(name);
    this.onAsk(name);
    const before = this.held.get(name) ?? Promise.resolve();
    const mine = before.then(work);
    this.held.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  }
}
