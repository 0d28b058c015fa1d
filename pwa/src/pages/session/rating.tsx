import { useId, useState } from 'preact/hooks';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { useKeptFocus } from '../../components/kept-focus';
import { Section } from '../../components/section';
import type { Session } from '../../shared/document';
import type { Rating } from '../../shared/personal';
import { rate, ratings } from '../../store/opinions';
import { lengthOf, plainText } from '../../store/plain-text';
import { now } from '../../store/signals';
import { isRateable, LONGEST } from './asking';
import opinion from './opinion.module.css';
import { OpinionText } from './opinion-text';
import styles from './rating.module.css';
import { refusalWords } from './refusals';
import { type Word, w } from './words';

const SCORES = [1, 2, 3, 4, 5] as const;

const wordOf = (score: number) => w(`score.${score}` as Word);

function Scores({ score, onScore }: { score: number; onScore: (score: number) => void }) {
  const name = useId();
  return (
    <fieldset class={styles.scores}>
      <legend class="vh">{w('score')}</legend>
      <div class={styles.stars}>
        {SCORES.map(n => (
          <label class={styles.step} key={n}>
            <input
              class={styles.input}
              type="radio"
              name={name}
              value={n}
              checked={n === score}
              aria-label={w('of_five', { n, word: wordOf(n) })}
              onChange={() => onScore(n)}
            />
            <span class={[styles.star, n <= score ? styles.lit : ''].join(' ')}>
              <Icon name="star" filled={n <= score} />
            </span>
          </label>
        ))}
      </div>
      <p class={styles.word} aria-hidden="true">
        {score > 0 ? wordOf(score) : w('no_score')}
      </p>
    </fieldset>
  );
}

function Standing({ kept, fault }: { kept: Rating | undefined; fault: string | null }) {
  const refused = kept?.refused === undefined ? null : refusalWords(kept.refused);
  const wrong = fault ?? refused;
  if (wrong) {
    return (
      <p class={opinion.fault} role="alert">
        {wrong}
      </p>
    );
  }
  return (
    <p class={[opinion.said, styles.said].join(' ')} role="status">
      {kept ? w(kept.told === undefined ? 'kept' : 'told') : ''}
    </p>
  );
}

function Form({ session, kept }: { session: string; kept: Rating | undefined }) {
  const [score, setScore] = useState(kept?.score ?? 0);
  const [comment, setComment] = useState(kept?.comment ?? '');
  const [fault, setFault] = useState<string | null>(null);
  useKeptFocus();
  const length = lengthOf(plainText(comment));
  const isSame = kept !== undefined && kept.score === score && kept.comment === plainText(comment);
  const send = () => {
    const found = score === 0 ? w('choose') : length > LONGEST ? w('too_long', { max: LONGEST }) : null;
    setFault(found);
    if (found === null) void rate(session, score, comment).catch(() => undefined);
  };
  return (
    <form
      class={opinion.form}
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <Scores score={score} onScore={setScore} />
      <OpinionText
        label={w('comment')}
        hint={w('comment_hint')}
        rows={2}
        text={comment}
        onText={setComment}
        isWrong={length > LONGEST}
      />
      {isSame && kept.refused === undefined ? null : (
        <div class={opinion.send}>
          <Button type="submit" small>
            {w(kept ? 'change' : 'send')}
          </Button>
        </div>
      )}
      <Standing kept={isSame ? kept : undefined} fault={fault} />
    </form>
  );
}

/** The visitor's rating of a session, from its end on; it can be changed. */
export function RateSession({ session }: { session: Session }) {
  const kept = ratings.value.get(session.id);
  if (!isRateable(session, now.value)) return null;
  return (
    <Section title={w('rate')}>
      <p class={styles.about}>{w('rate_text')}</p>
      <Form key={session.id} session={session.id} kept={kept} />
    </Section>
  );
}
