import { Card, Tile } from '../components/list';
import { thisBrowser } from '../push/state';
import styles from './me.module.css';
import { w } from './phone-words';

/** Returns two notifications as they will look, so that the question that follows is no surprise. */
export function Examples() {
  return (
    <div class={styles.stage} aria-hidden="true">
      {(['1', '2'] as const).map(n => (
        <div class={styles.example} key={n}>
          <img src="/icons/app.svg" alt="" width="38" height="38" />
          <p>
            <b>{w(`push.example.${n}.title`)}</b>
            {w(`push.example.${n}.text`)}
          </p>
        </div>
      ))}
    </div>
  );
}

/** Returns why nothing can be asked any more, and this browser's way to allow it again. */
export function Denied() {
  const browser = thisBrowser();
  return (
    <Card>
      <div class={styles.top}>
        <Tile name="bell-off" tone="warn" />
        <div>
          <h3 class={styles.title}>{w('push.denied')}</h3>
          <p class={styles.text}>{w('push.denied_text')}</p>
        </div>
      </div>
      <ol class={styles.steps}>
        {(['1', '2', '3'] as const).map(n => (
          <li key={n}>{w(`denied.${browser}.${n}`)}</li>
        ))}
      </ol>
    </Card>
  );
}
