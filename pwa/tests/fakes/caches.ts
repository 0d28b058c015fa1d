/** The browser's caches of answers, in memory, by addresses within one site. */
export class FakeCaches {
  private readonly named = new Map<string, Map<string, Response>>();
  private readonly origin = 'https://forum.example';
  /** Whether there is no room for another answer. */
  isFull = false;

  constructor(private readonly fetch: (src: string) => Promise<Response>) {}

  /** Returns the paths that a cache holds. */
  held(name: string): string[] {
    return [...(this.named.get(name)?.keys() ?? [])];
  }

  async delete(name: string): Promise<boolean> {
    return this.named.delete(name);
  }

  async open(name: string) {
    const kept = this.named.get(name) ?? new Map<string, Response>();
    this.named.set(name, kept);
    const put = async (src: string, answer: Response) => {
      if (this.isFull) throw new DOMException('Full', 'QuotaExceededError');
      kept.set(src, answer);
    };
    return {
      put,
      match: async (src: string) => kept.get(src)?.clone(),
      keys: async () => [...kept.keys()].map(src => ({ url: `${this.origin}${src}` })),
      delete: async (src: string) => kept.delete(src),
      add: async (src: string) => {
        const answer = await this.fetch(src);
        if (!answer.ok) throw new TypeError('Bad answer');
        await put(src, answer);
      },
    };
  }
}
