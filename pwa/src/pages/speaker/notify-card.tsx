import { useEffect, useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../components/button';
import { Tile } from '../../components/list';
import { pushState, refreshPush } from '../../push/state';
import { turnOn } from '../../push/subscribe';
import { links } from '../../shared/links';
import styles from './desk.module.css';
import { w } from './words';

function TurnOn() {
  const [busy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const start = async () => {
    if (busy) return;
    setBusy(true);
    const outcome = await turnOn();
    setBusy(false);
    setFailed(!outcome.ok);
  };
  return (
    <>
      {hasFailed ? (
        <p class={styles.fault} role="alert">
          {w('notify_failed')}
        </p>
      ) : null}
      <Button wide busy={busy} onClick={() => void start()}>
        {w(busy ? 'notify_working' : 'notify_on')}
      </Button>
    </>
  );
}

/** Returns the card that turns notifications on here, or says what stands in the way; nothing once they are on. */
export function NotifyCard() {
  useEffect(() => void refreshPush(), []);
  const state = pushState.value;
  if (state === 'on' || state === 'unsupported') return null;
  return (
    <section class={styles.notify} aria-labelledby="notify">
      <div class={styles.notifyHead}>
        <Tile name="bell-on" />
        <div class={styles.words}>
          <h2 class={styles.title} id="notify">
            {w('notify_title')}
          </h2>
          <p class={styles.meta}>{w('notify_text')}</p>
        </div>
      </div>
      {state === 'off' ? (
        <TurnOn />
      ) : (
        <>
          <p>{w(state === 'denied' ? 'notify_denied' : 'notify_install')}</p>
          <ButtonLink look="soft" small href={`${links.me}#notifications`}>
            {w('notify_how')}
          </ButtonLink>
        </>
      )}
    </section>
  );
}
