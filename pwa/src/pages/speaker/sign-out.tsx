import { useState } from 'preact/hooks';
import { Button } from '../../components/button';
import styles from './desk.module.css';
import { server } from './use-visit';
import { leave } from './visit';
import { w } from './words';

/** Returns the button that ends the sign-in on this phone, with what that means. */
export function SignOut({ onOut }: { onOut: () => void }) {
  const [busy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const go = async () => {
    if (busy) return;
    setBusy(true);
    const outcome = await leave(server);
    setBusy(false);
    if (outcome.ok) onOut();
    else setFailed(true);
  };
  return (
    <div class={styles.out}>
      <Button look="outline" icon="signout" busy={busy} onClick={() => void go()}>
        {w(busy ? 'signing_out' : 'sign_out')}
      </Button>
      {hasFailed ? (
        <p class={styles.fault} role="alert">
          {w('unreachable')}
        </p>
      ) : (
        <p class={styles.meta}>{w('sign_out_text')}</p>
      )}
    </div>
  );
}
