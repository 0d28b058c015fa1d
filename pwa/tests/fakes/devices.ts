/** A server of our protocol for phones: it introduces them and keeps what they send under their token. */
export class FakeDevices {
  private tokens = new Set<string>();
  introduced = 0;
  isDown = false;
  refusal: number | null = null;
  kept: { method: string; path: string; body: unknown }[] = [];

  /** Forgets every phone, as a restored database does. */
  forgetAll(): void {
    this.tokens.clear();
  }

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    if (this.isDown) throw new TypeError('network');
    const path = address.replace('/api/v1', '');
    if (path === '/devices') return this.introduce();
    const token = new Headers(init.headers).get('Authorization')?.replace('Bearer ', '') ?? '';
    if (!this.tokens.has(token)) return this.problem(401);
    if (this.refusal !== null) return this.problem(this.refusal);
    const body: unknown = init.body === undefined ? null : JSON.parse(String(init.body));
    this.kept.push({ method: init.method ?? 'GET', path, body });
    return new Response(null, { status: 204 });
  };

  private introduce(): Response {
    this.introduced += 1;
    const token = `token-${this.introduced}`;
    this.tokens.add(token);
    return new Response(JSON.stringify({ device_id: `d${this.introduced}`, token }), { status: 201 });
  }

  private problem(status: number): Response {
    const body = {
      type: 'about:blank',
      title: 'Refused',
      status,
      detail: 'Not so.',
      errors: { endpoint: 'Taken.' },
    };
    return new Response(JSON.stringify(body), { status });
  }
}
