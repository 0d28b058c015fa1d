import type { Message, Star } from '../../src/shared/personal';
import { FakeVisitor, type Acted as Said, type ToldPreferences } from './visitor';

interface Acted extends Said {
  reminder_minutes?: number | null;
}

interface Subscribed {
  endpoint: string;
  vapid_public_key?: string;
}

/** A server of our protocol for phones: it introduces them and keeps what they send under their token. */
export class FakeDevices {
  private tokens = new Set<string>();
  private starred = new Map<string, Star>();
  introduced = 0;
  isDown = false;
  refusal: number | null = null;
  /** Sessions that the server does not know, so that it refuses actions on them. */
  unknown: string[] = [];
  /** Why it refuses actions of a kind. */
  refusals: Record<string, string> = {};
  /** Ids of actions that it cannot read at all. */
  unreadable: string[] = [];
  kept: { method: string; path: string; body: unknown }[] = [];
  batches: Acted[][] = [];
  private applied = new Set<string>();
  private told: Message[] = [];
  private visitor = new FakeVisitor();
  private receipts = 0;
  /** The endpoint and key of the one subscription that it holds. */
  subscription: { endpoint: string; vapid_public_key: string } | null = null;

  /** Forgets every phone, as a restored database does. */
  forgetAll(): void {
    this.tokens.clear();
    this.starred.clear();
    this.visitor = new FakeVisitor();
    this.told = [];
    this.subscription = null;
  }

  stars(): Star[] {
    return [...this.starred.values()];
  }

  /** Stars as another phone of the same visitor does. */
  star(star: Star): void {
    this.starred.set(star.session, star);
  }

  /** Tells the visitor something, or tells it anew with a higher sequence. */
  tell(message: Omit<Message, 'sequence'>): void {
    const sequence = Math.max(0, ...this.told.map(each => each.sequence)) + 1;
    this.told = [...this.told.filter(each => each.id !== message.id), { ...message, sequence }];
  }

  get receiptCount(): number {
    return this.receipts;
  }

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    if (this.isDown) throw new TypeError('network');
    const path = address.replace('/api/v1', '');
    if (path === '/devices') return this.introduce();
    const body: unknown = init.body === undefined ? null : JSON.parse(String(init.body));
    if (path === '/receipts') {
      this.receipts += (body as unknown[]).length;
      return this.json({ counted: (body as unknown[]).length });
    }
    const token = new Headers(init.headers).get('Authorization')?.replace('Bearer ', '') ?? '';
    if (!this.tokens.has(token)) return this.problem(401);
    if (this.refusal !== null) return this.problem(this.refusal);
    if (path === '/device/actions') return this.act(body as Acted[]);
    if (path === '/device/stars') return this.json({ stars: this.stars() });
    if (path.startsWith('/device/inbox')) return this.inbox(Number(path.split('since=')[1]));
    const method = init.method ?? 'GET';
    if (path === '/device/mine') return this.json(this.visitor.mine());
    if (path === '/device/preferences') this.visitor.prefer(body as ToldPreferences);
    this.kept.push({ method, path, body });
    if (path === '/device/subscription') return this.subscribe(method, body as Subscribed | null);
    return new Response(null, { status: 204 });
  };

  private subscribe(method: string, body: Subscribed | null): Response {
    if (method === 'GET') return this.subscription ? this.json(this.subscription) : this.problem(404);
    this.subscription = body && { endpoint: body.endpoint, vapid_public_key: body.vapid_public_key ?? '' };
    return body ? this.json(this.subscription) : new Response(null, { status: 204 });
  }

  private act(actions: Acted[]): Response {
    if (actions.some(({ id }) => this.unreadable.includes(id))) return this.problem(422);
    this.batches.push(actions);
    const answers = actions.map(action => {
      if (this.unknown.includes(action.session))
        return { id: action.id, status: 'refused', detail: 'Unknown.' };
      const refusal = this.refusals[action.kind];
      if (refusal !== undefined) return { id: action.id, status: 'refused', detail: refusal };
      if (!this.applied.has(action.id)) this.apply(action);
      return { id: action.id, status: 'done', detail: null };
    });
    return this.json(answers);
  }

  private apply(action: Acted): void {
    const { id, at, kind, session, reminder_minutes: minutes } = action;
    this.applied.add(id);
    this.visitor.act(action);
    if (kind !== 'star' && kind !== 'unstar') return;
    const reminder = minutes === undefined ? {} : { reminder_minutes: minutes };
    this.starred.set(session, { session, starred: kind === 'star', at, ...reminder });
  }

  private inbox(since: number): Response {
    const messages = this.told.filter(each => each.sequence > since);
    return this.json({ sequence: Math.max(since, ...this.told.map(each => each.sequence)), messages });
  }

  private introduce(): Response {
    this.introduced += 1;
    const token = `token-${this.introduced}`;
    this.tokens.add(token);
    return this.json({ device_id: `d${this.introduced}`, token }, 201);
  }

  private json(value: unknown, status = 200): Response {
    return new Response(JSON.stringify(value), { status });
  }

  private problem(status: number): Response {
    const body = {
      type: 'about:blank',
      title: 'Refused',
      status,
      detail: 'Not so.',
      errors: { endpoint: 'Taken.' },
    };
    return this.json(body, status);
  }
}
