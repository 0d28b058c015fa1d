export interface Acted {
  id: string;
  at: string;
  kind: string;
  session: string;
  question: string;
  text: string;
  up: boolean;
  score: number;
  comment: string;
}

export interface ToldPreferences {
  topics?: string[];
  topics_at?: Record<string, string>;
  reminder_minutes?: number | null;
  reminder_at?: string;
}

interface Chosen<T> {
  value: T;
  at: number;
}

const NOW = '9999-12-31T00:00:00Z';

/** What a server of our protocol keeps of one visitor beside stars: of two words on the same thing the later one. */
export class FakeVisitor {
  private readonly topics = new Map<string, Chosen<boolean>>();
  private lead: Chosen<number | null> = { value: 15, at: 0 };
  private haveChosen = false;
  private readonly questions = new Map<
    string,
    { id: string; session: string; text: string; asked_at: string }
  >();
  private readonly votes = new Map<string, { question: string; up: boolean; at: string }>();
  private readonly ratings = new Map<
    string,
    { session: string; score: number; comment: string; at: string }
  >();

  prefer({
    topics,
    topics_at: times = {},
    reminder_minutes: lead,
    reminder_at: at = NOW,
  }: ToldPreferences): void {
    if (lead !== undefined && Date.parse(at) >= this.lead.at) this.lead = { value: lead, at: Date.parse(at) };
    if (topics === undefined) return;
    this.haveChosen = true;
    for (const id of topics) if (!this.topics.has(id)) this.topics.set(id, { value: true, at: 0 });
    for (const [id, when] of Object.entries(times)) {
      const known = this.topics.get(id);
      if (!known || Date.parse(when) >= known.at)
        this.topics.set(id, { value: topics.includes(id), at: Date.parse(when) });
    }
  }

  /** Does an action, and returns why it is refused. */
  act({ id, at, kind, session, question, text, up, score, comment }: Acted): string | null {
    if (kind === 'ask') this.questions.set(id, { id, session, text, asked_at: at });
    if (kind === 'withdraw' && !this.questions.delete(question)) return 'There is no such question.';
    if (kind === 'vote') {
      if (this.questions.has(question)) return 'Your own question needs no vote of yours.';
      if (at > (this.votes.get(question)?.at ?? '')) this.votes.set(question, { question, up, at });
    }
    if (kind === 'rate' && at > (this.ratings.get(session)?.at ?? ''))
      this.ratings.set(session, { session, score, comment, at });
    return null;
  }

  mine() {
    const followed = [...this.topics].filter(([, { value }]) => value).map(([id]) => id);
    return {
      preferences: {
        topics: this.haveChosen ? followed.sort() : null,
        reminder_minutes: this.lead.value,
      },
      opinions: {
        questions: [...this.questions.values()],
        votes: [...this.votes.values()],
        ratings: [...this.ratings.values()],
      },
    };
  }
}
