import type { Source } from '../../src/store/live';

/** The server's side of the streams that a page opened, newest last. */
export class FakeStreams {
  readonly opened: FakeStream[] = [];

  readonly connect = (address: string): Source => {
    const stream = new FakeStream(address);
    this.opened.push(stream);
    return stream;
  };

  get last(): FakeStream {
    const stream = this.opened.at(-1);
    if (!stream) throw new Error('No stream was opened.');
    return stream;
  }

  /** How many the page holds open. */
  get held(): number {
    return this.opened.filter(({ isOpen }) => isOpen).length;
  }
}

class FakeStream implements Source {
  isOpen = true;
  readonly #listeners: [string, (event: { data?: string }) => void][] = [];

  constructor(readonly address: string) {}

  addEventListener(type: string, listener: (event: { data?: string }) => void): void {
    this.#listeners.push([type, listener]);
  }

  close(): void {
    this.isOpen = false;
  }

  /** Sends an event; `open` and `error` have no data. */
  say(type: string, told?: unknown): void {
    const event = told === undefined ? {} : { data: typeof told === 'string' ? told : JSON.stringify(told) };
    for (const [name, listener] of this.#listeners) if (name === type) listener(event);
  }
}
