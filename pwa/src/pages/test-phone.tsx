import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button';
import { Icon } from '../components/icon';
import { List } from '../components/list';
import { type Progress, STEPS, testPhone } from '../push/self-test';
import { openThisPhone } from '../push/this-phone';
import styles from './me.module.css';
import { w } from './phone-words';

type State = 'done' | 'running' | 'failed' | 'waiting';

const ICONS: Record<State, string> = { done: 'check', running: 'refresh', failed: 'alert', waiting: 'clock' };

function stateOf(at: number, progress: Progress): State {
  if (at < progress.at) return 'done';
  if (at > progress.at) return 'waiting';
  return progress.fault === null ? 'running' : 'failed';
}

function Steps({ progress }: { progress: Progress }) {
  return (
    <ol class={styles.tests} aria-label={w('test.steps')}>
      {STEPS.map((step, at) => {
        const state = stateOf(at, progress);
        return (
          <li key={step} class={styles[state]} data-state={state}>
            <Icon name={ICONS[state]} size="medium" />
            <span>
              {w(`test.step.${step}`)}
              <span class="vh">: {w(`test.state.${state}`)}</span>
              {state === 'failed' && progress.fault ? (
                <span class={styles.advice}>{w(`test.fault.${progress.fault}`)}</span>
              ) : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function useTest(): [Progress | null, () => void] {
  const [progress, setProgress] = useState<Progress | null>(null);
  const close = useRef(() => {});
  useEffect(() => () => close.current(), []);
  const start = () => {
    close.current();
    const phone = openThisPhone();
    close.current = phone.close;
    void testPhone(phone.world, setProgress)
      .catch(() => setProgress({ at: 1, fault: 'subscription' }))
      .finally(phone.close);
  };
  return [progress, start];
}

/** Returns the row that sends a real notification to this phone and tells of each step how it went. */
export function TestPhone() {
  const [progress, start] = useTest();
  const isDone = progress?.at === STEPS.length;
  const isRunning = progress !== null && !isDone && progress.fault === null;
  return (
    <div class={styles.part}>
      <List>
        <li class={styles.setting}>
          <span class={styles.icon}>
            <Icon name="phone" />
          </span>
          <span class={styles.settingText}>
            <span class={styles.title}>{w('test.title')}</span>
            <span class={styles.text}>{w('test.text')}</span>
          </span>
          <Button look="soft" small busy={isRunning} onClick={() => (isRunning ? undefined : start())}>
            {w(isRunning ? 'test.running' : progress ? 'test.again' : 'test.start')}
          </Button>
        </li>
        {progress ? (
          <li class={styles.results}>
            <Steps progress={progress} />
          </li>
        ) : null}
      </List>
      <p class={styles.outcome} role="status">
        {isDone ? w('test.done') : null}
      </p>
    </div>
  );
}
