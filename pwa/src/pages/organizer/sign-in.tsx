import { useState } from 'preact/hooks';
import { type Problem, signIn } from '../../api/client';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { Mark } from '../../components/mark';
import { t } from '../../i18n/index';
import { links } from '../../shared/links';
import { isRefused, refusal } from './refusal';
import styles from './sign-in.module.css';
import { w } from './words';

function said(problem: Problem): string {
  return isRefused(problem, 401) ? w('wrong') : refusal(problem);
}

/** The sign-in: e-mail and password; `notice` tells why a one-time link did not do. */
export function SignIn({ notice, onSignedIn }: { notice: string | null; onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const outcome = await signIn(email, password);
    setBusy(false);
    if (outcome.ok) onSignedIn();
    else setFault(said(outcome.problem));
  };
  const shown = fault ?? notice;
  return (
    <div class={styles.page}>
      <header class={styles.hero}>
        <Mark />
        <p>{t('app.name')}</p>
      </header>
      <main class={styles.card}>
        <h1 class={styles.title}>{w('sign_in_title')}</h1>
        <p class={styles.text}>{w('sign_in_text')}</p>
        <form class={styles.form} onSubmit={submit}>
          <label class={styles.field}>
            {w('email')}
            <input
              type="email"
              name="email"
              autocomplete="username"
              required
              value={email}
              onInput={event => setEmail(event.currentTarget.value)}
            />
          </label>
          <label class={styles.field}>
            {w('password')}
            <input
              type="password"
              name="password"
              autocomplete="current-password"
              required
              value={password}
              onInput={event => setPassword(event.currentTarget.value)}
            />
          </label>
          {shown ? (
            <p class={styles.fault} role="alert">
              <Icon name="alert" size="medium" />
              <span>{shown}</span>
            </p>
          ) : null}
          <Button type="submit" wide busy={busy}>
            {busy ? w('signing_in') : w('sign_in')}
          </Button>
        </form>
        <a class={styles.back} href={links.home}>
          {w('to_app')}
        </a>
      </main>
    </div>
  );
}
