import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { number } from '../../i18n/format';
import { setVote } from '../../store/opinions';
import type { Entry } from './asking';
import styles from './questions.module.css';
import { refusalWords } from './refusals';
import { w } from './words';

function Votes({ entry }: { entry: Entry }) {
  const n = number(entry.votes);
  const isOne = entry.votes === 1;
  if (entry.state !== 'shown') return null;
  if (entry.isMine) {
    return (
      <p class={styles.count}>
        <span aria-hidden="true">
          <Icon name="up" size="medium" />
          <b class="num">{n}</b>
        </span>
        <span class="vh">{w(isOne ? 'votes_one' : 'votes', { n })}</span>
      </p>
    );
  }
  return (
    <button
      type="button"
      class={styles.vote}
      aria-pressed={entry.isVoted}
      aria-label={w(isOne ? 'vote_one' : 'vote', { n })}
      onClick={() => void setVote(entry.id, !entry.isVoted)}
    >
      <Icon name="up" size="medium" />
      <b class="num">{n}</b>
    </button>
  );
}

function State({ entry }: { entry: Entry }) {
  if (entry.state === 'shown') return null;
  const said = entry.state === 'refused' ? refusalWords(entry.refused ?? '') : w(entry.state);
  return (
    <p class={[styles.state, entry.state === 'refused' ? styles.over : ''].join(' ')}>
      <Icon
        name={entry.state === 'waiting' ? 'clock' : entry.state === 'refused' ? 'alert' : 'check'}
        size="small"
      />
      {said}
    </p>
  );
}

/** Returns one question with its votes, and for one's own what became of it and the ways to take it back. */
export function QuestionRow({
  entry,
  onWithdraw,
  onAgain,
}: {
  entry: Entry;
  onWithdraw: (entry: Entry) => void;
  onAgain: (entry: Entry) => void;
}) {
  const isRefused = entry.state === 'refused';
  return (
    <li class={styles.question}>
      <div class={styles.body}>
        <p class={styles.words} lang={entry.locale} dir="auto">
          {entry.text}
        </p>
        {entry.isMine || entry.answered ? (
          <p class={styles.badges}>
            {entry.isMine ? <Badge tone="sea">{w('mine')}</Badge> : null}
            {entry.answered ? <Badge tone="ok">{w('answered')}</Badge> : null}
          </p>
        ) : null}
        <State entry={entry} />
        {entry.isMine ? (
          <div class={styles.actions}>
            {isRefused ? (
              <Button look="soft" small onClick={() => onAgain(entry)}>
                {w('again')}
              </Button>
            ) : null}
            <Button look="plain" small onClick={() => onWithdraw(entry)}>
              {w(isRefused ? 'dismiss' : 'withdraw')}
            </Button>
          </div>
        ) : null}
      </div>
      <Votes entry={entry} />
    </li>
  );
}
