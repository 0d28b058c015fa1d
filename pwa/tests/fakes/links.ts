import type { Star } from '../../src/shared/personal';
import type { Identity } from '../../src/store/device';
import { type Acted, FakeVisitor, type ToldPreferences } from './visitor';

interface Device {
  id: string;
  visitor: number;
  /** What the phone told of its preferences, call by call. */
  told: Record<string, unknown>[];
}

interface Link {
  owner: string;
  lookup: string;
  move: boolean;
  publicKey: string;
  claim: { token: string; public_key: string; proof: string; name: string } | null;
  isConfirmed: boolean;
  parcel: string | null;
}

type Body = Record<string, string>;

/** A server of our protocol by which two phones meet; it keeps what is a visitor's, and reads no parcel. */
export class FakeLinks {
  isDown = false;
  /** The path of a call that arrives and whose answer is lost, once. */
  losing: string | null = null;
  /** The end of a path whose calls are answered with a fault of the server. */
  failing: string | null = null;
  readonly links = new Map<string, Link>();
  private readonly devices = new Map<string, Device>();
  private readonly visitors = new Map<number, FakeVisitor>();
  private readonly starred = new Map<string, Star>();
  private numbers = 0;

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    if (this.isDown) throw new TypeError('network');
    const path = address.replace('/api/v1', '');
    if (this.failing !== null && path.endsWith(this.failing)) return this.refuse(503);
    const answer = this.answer(`${init.method} ${path}`, init);
    if (this.losing !== null && path.includes(this.losing)) {
      this.losing = null;
      throw new TypeError('network');
    }
    return answer;
  };

  /** How many phones the server knows. */
  get phones(): number {
    return this.devices.size;
  }

  knows(token: string): boolean {
    return this.devices.has(token);
  }

  /** The starred sessions of the visitor to whom this token belongs. */
  starsOf(token: string): string[] {
    const visitor = this.devices.get(token)?.visitor;
    return [...this.starred]
      .flatMap(([key, star]) => (key.startsWith(`${visitor} `) && star.starred ? [star.session] : []))
      .sort();
  }

  private answer(call: string, init: RequestInit): Response {
    const body = (init.body === undefined ? {} : JSON.parse(String(init.body))) as Body;
    if (call === 'POST /devices') return this.introduce();
    if (call === 'POST /links/claims') return this.claim(body);
    const token = new Headers(init.headers).get('Authorization')?.replace('Bearer ', '') ?? '';
    const [, id = ''] = /links\/(\w+)/.exec(call) ?? [];
    if (/^GET \/links\//.test(call)) return this.pickUp(id, token);
    const device = this.devices.get(token);
    if (!device) return this.refuse(401);
    if (call === 'POST /device/links') return this.offer(token, body);
    if (call.endsWith('/confirm')) return this.confirm(id, device, body);
    if (call.endsWith('/received')) return this.receive(id, token);
    if (call.startsWith('GET /device/links/')) return this.look(id, token);
    if (call.startsWith('DELETE /device/links/')) this.links.delete(id);
    if (call === 'DELETE /device') this.devices.delete(token);
    if (call === 'POST /device/actions') return this.act(device, body as unknown as Acted[]);
    if (call === 'GET /device/stars') return this.json({ stars: this.starsFor(device.visitor) });
    if (call === 'POST /device/calendar') return this.json({ path: '/calendar-1' }, 201);
    if (call === 'GET /device/mine') return this.json(this.visitor(device.visitor).mine());
    if (call === 'PUT /device/preferences') this.prefer(device, body);
    if (call === 'GET /device') return this.json({ device_id: device.id });
    if (call.startsWith('GET /device/inbox')) return this.json({ sequence: 0, messages: [] });
    return new Response(null, { status: 204 });
  }

  /** What the phone with this token told of its preferences, call by call. */
  toldBy(token: string): Record<string, unknown>[] {
    return this.devices.get(token)?.told ?? [];
  }

  /** Forgets one phone, as a restored database does. */
  forget(token: string): void {
    this.devices.delete(token);
  }

  /** Lets a further phone join the visitor to whom this token belongs, as linking does. */
  join(token: string): Identity {
    return this.known(this.devices.get(token)?.visitor ?? 0);
  }

  private introduce(): Response {
    return this.json(this.known(this.numbers + 1), 201);
  }

  private known(visitor: number): Identity {
    this.numbers += 1;
    const identity = { device_id: `d${this.numbers}`, token: `token-${this.numbers}` };
    this.devices.set(identity.token, { id: identity.device_id, visitor, told: [] });
    return identity;
  }

  private visitor(number: number): FakeVisitor {
    const visitor = this.visitors.get(number) ?? new FakeVisitor();
    this.visitors.set(number, visitor);
    return visitor;
  }

  private prefer({ visitor, told }: Device, body: object): void {
    told.push({ ...body });
    this.visitor(visitor).prefer(body as ToldPreferences);
  }

  private offer(owner: string, { lookup = '', move, public_key: publicKey = '' }: Body): Response {
    if ([...this.links.values()].some(link => link.lookup === lookup)) return this.refuse(409);
    this.numbers += 1;
    const id = `link${this.numbers}`;
    const isMove = Boolean(move);
    const link = { owner, lookup, move: isMove, publicKey, claim: null, isConfirmed: false, parcel: null };
    this.links.set(id, link);
    return this.json({ id, expires_at: '2018-11-07T09:05:00+07:00' }, 201);
  }

  private look(id: string, token: string): Response {
    const link = this.links.get(id);
    if (!link || link.owner !== token) return this.refuse(404);
    const { public_key = null, proof = null, name = null } = link.claim ?? {};
    return this.json({ state: this.stateOf(link), public_key, proof, name });
  }

  private stateOf({ claim, isConfirmed, parcel }: Link): string {
    if (isConfirmed) return parcel === null ? 'done' : 'confirmed';
    return claim ? 'claimed' : 'waiting';
  }

  private claim({ lookup, public_key = '', proof = '', name = '' }: Body): Response {
    const found = [...this.links].find(([, link]) => link.lookup === lookup);
    if (!found || found[1].isConfirmed) return this.refuse(404);
    const [id, link] = found;
    if (link.claim && (link.claim.public_key !== public_key || link.claim.proof !== proof))
      return this.refuse(404);
    this.numbers += 1;
    link.claim = { token: `token-${this.numbers}`, public_key, proof, name };
    return this.json({ id, token: link.claim.token, public_key: link.publicKey }, 201);
  }

  private confirm(id: string, { visitor }: Device, { parcel = '' }: Body): Response {
    const link = this.links.get(id);
    if (!link?.claim) return this.refuse(404);
    if (!link.isConfirmed) {
      this.devices.set(link.claim.token, { id: `d-${link.claim.token}`, visitor, told: [] });
      Object.assign(link, { isConfirmed: true, parcel });
    }
    return new Response(null, { status: 204 });
  }

  private pickUp(id: string, token: string): Response {
    const link = this.links.get(id);
    if (!link || link.claim?.token !== token) return this.refuse(404);
    const device = this.devices.get(token);
    return this.json({ state: this.stateOf(link), device_id: device?.id ?? null, parcel: link.parcel });
  }

  private receive(id: string, token: string): Response {
    const link = this.links.get(id);
    if (link && link.claim?.token !== token) return this.refuse(404);
    if (link?.parcel) {
      link.parcel = null;
      if (link.move) this.devices.delete(link.owner);
    }
    return new Response(null, { status: 204 });
  }

  private act({ visitor }: Device, actions: Acted[]): Response {
    const answers = actions.map(action => {
      const { id, kind, session, at } = action;
      const key = `${visitor} ${session}`;
      const known = this.starred.get(key);
      if ((kind === 'star' || kind === 'unstar') && (!known || at > known.at))
        this.starred.set(key, { session, starred: kind === 'star', at });
      const detail = this.visitor(visitor).act(action);
      return { id, status: detail === null ? 'done' : 'refused', detail };
    });
    return this.json(answers);
  }

  private starsFor(visitor: number): Star[] {
    return [...this.starred].flatMap(([key, star]) => (key.startsWith(`${visitor} `) ? [star] : []));
  }

  private json(value: unknown, status = 200): Response {
    return new Response(JSON.stringify(value), { status });
  }

  private refuse(status: number): Response {
    return this.json({ type: 'about:blank', title: 'Refused', status, detail: 'Not so.' }, status);
  }
}
