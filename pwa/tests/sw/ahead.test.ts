import { expect, test } from 'vitest';
import { fetchAhead } from '../../src/sw/ahead';
import type { Scope } from '../../src/sw/scope';

class FakeNetwork {
  readonly asked: string[] = [];
  private answers: (() => void)[] = [];

  constructor(
    private kept: string[],
    private broken: string[] = [],
  ) {}

  get scope(): Scope {
    const match = async (url: string) => (this.kept.includes(url) ? new Response() : undefined);
    return { caches: { match }, fetch: (url: string) => this.fetch(url) } as unknown as Scope;
  }

  private async fetch(url: string): Promise<Response> {
    this.asked.push(url);
    await new Promise<void>(answer => this.answers.push(answer));
    if (this.broken.includes(url)) throw new TypeError('network');
    return new Response('x');
  }

  answerAll(): void {
    for (const answer of this.answers.splice(0)) answer();
  }
}

const hashed = (url: string) => ({ url, revision: null });

test('hashed files are asked for at once, without those kept already and those the browser must not keep', async () => {
  const network = new FakeNetwork(['assets/b.js']);
  const manifest = [hashed('assets/a.js'), hashed('assets/b.js'), hashed('assets/c.js'), 'x.js'];
  const done = fetchAhead(network.scope, [...manifest, { url: 'index.html', revision: '1' }]);
  await expect.poll(() => network.asked).toEqual(['assets/a.js', 'assets/c.js']);
  network.answerAll();
  await done;
});

test('a file that fails keeps none of the others', async () => {
  const network = new FakeNetwork([], ['assets/a.js']);
  const done = fetchAhead(network.scope, [hashed('assets/a.js'), hashed('assets/b.js')]);
  await expect.poll(() => network.asked).toEqual(['assets/a.js', 'assets/b.js']);
  network.answerAll();
  await done;
});
