import { useState } from 'preact/hooks';
import { Button } from '../components/button';
import { Icon } from '../components/icon';
import { useKeptFocus } from '../components/kept-focus';
import { Card, List, Tile } from '../components/list';
import { Section } from '../components/section';
import { SwitchRow } from '../components/switch';
import { Words } from '../components/words';
import { type PushState, pushState } from '../push/state';
import { turnOff, turnOn } from '../push/subscribe';
import type { Outcome } from '../shared/problem';
import { followedTopics, prefs, setTopic } from '../store/prefs';
import type { Snapshot } from '../store/signals';
import { AppleSteps } from './install-card';
import styles from './me.module.css';
import { Denied, Examples } from './notification-parts';
import { w } from './phone-words';
import { TestPhone } from './test-phone';
import { Timing } from './timing';

const TOPIC_ICONS: Record<string, string> = {
  programme: 'agenda',
  ceremony: 'award',
  services: 'building',
  marketplace: 'track-stall',
  venue: 'pin',
  delegates: 'globe',
};

function Topics({ store }: { store: Snapshot }) {
  const followed = followedTopics(store, prefs.value);
  return (
    <List label={w('push.topics')}>
      {[...store.topics.values()].map(topic => (
        <SwitchRow
          key={topic.id}
          lead={
            <span class={styles.icon}>
              <Icon name={TOPIC_ICONS[topic.id] ?? 'bell'} />
            </span>
          }
          title={<Words text={topic.name} />}
          meta={<Words text={topic.description} />}
          checked={followed.includes(topic.id)}
          onChange={on => void setTopic(store, topic.id, on)}
        />
      ))}
    </List>
  );
}

function Plain({ icon, title, text }: { icon: string; title: string; text: string }) {
  return (
    <Card>
      <div class={styles.top}>
        <Tile name={icon} tone="quiet" />
        <div>
          <h3 class={styles.title}>{title}</h3>
          <p class={styles.text}>{text}</p>
        </div>
      </div>
    </Card>
  );
}

/** What runs while the visitor's tap is being answered, and whether the last one failed. */
interface Attempt {
  busy: boolean;
  failed: boolean;
}

function useAttempt(): [Attempt, (work: () => Promise<Outcome<PushState>>) => void] {
  const [attempt, setAttempt] = useState<Attempt>({ busy: false, failed: false });
  const run = (work: () => Promise<Outcome<PushState>>) => {
    setAttempt({ busy: true, failed: false });
    void work()
      .then(outcome => setAttempt({ busy: false, failed: !outcome.ok }))
      .catch(() => setAttempt({ busy: false, failed: true }));
  };
  return [attempt, run];
}

function Failed() {
  return (
    <p class={styles.problem} role="alert">
      <Icon name="alert" size="medium" />
      <span>
        <b>{w('push.failed')}</b> {w('push.failed_text')}
      </span>
    </p>
  );
}

function Off({ store }: { store: Snapshot }) {
  const [attempt, run] = useAttempt();
  return (
    <>
      <Examples />
      <div class={styles.priming}>
        <h3 class={styles.promise}>{w('push.title')}</h3>
        <p class={styles.text}>{w('push.explain')}</p>
      </div>
      <div class={styles.ask}>
        <Button
          wide
          icon="bell-on"
          busy={attempt.busy}
          onClick={() => (attempt.busy ? undefined : run(turnOn))}
        >
          {attempt.busy ? w('push.asking') : w('push.enable')}
        </Button>
        {attempt.failed ? <Failed /> : <p class={styles.then}>{w('push.then')}</p>}
      </div>
      <Topics store={store} />
      <Timing />
    </>
  );
}

function On({ store }: { store: Snapshot }) {
  const [attempt, run] = useAttempt();
  return (
    <>
      <div class={styles.on} role="status">
        <Icon name="check" size="medium" />
        <p>
          <b>{w('push.on')}</b>
          <span class={styles.text}>{w('push.on_text')}</span>
        </p>
      </div>
      <Topics store={store} />
      <Timing />
      <TestPhone />
      <div class={styles.ask}>
        <Button look="outline" small busy={attempt.busy} onClick={() => run(turnOff)}>
          {w('push.off')}
        </Button>
        {attempt.failed ? <Failed /> : null}
      </div>
    </>
  );
}

function State({ store }: { store: Snapshot }) {
  useKeptFocus();
  switch (pushState.value) {
    case 'checking':
      return null;
    case 'on':
      return <On store={store} />;
    case 'off':
      return <Off store={store} />;
    case 'denied':
      return <Denied />;
    case 'needs-install':
      return <AppleSteps />;
    case 'unsupported':
      return <Plain icon="bell-off" title={w('push.unsupported')} text={w('push.unsupported_text')} />;
  }
}

/** Returns the notifications part: what they are for, before any permission is asked, and their topics. */
export function Notifications({ store }: { store: Snapshot }) {
  return (
    <div id="notifications">
      <Section title={w('me.notifications')}>
        <State store={store} />
      </Section>
    </div>
  );
}
