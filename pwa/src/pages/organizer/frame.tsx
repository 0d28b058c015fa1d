import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { signOut } from '../../api/client';
import { useArrival } from '../../components/arrival';
import { Icon } from '../../components/icon';
import { Mark } from '../../components/mark';
import { t } from '../../i18n/index';
import { links } from '../../shared/links';
import styles from './frame.module.css';
import { w } from './words';

/** Returns the console's frame: brand, sections, who is signed in, and the page. */
export function Frame({
  email,
  onSignedOut,
  children,
}: {
  email: string;
  onSignedOut: () => void;
  children: ComponentChildren;
}) {
  const { path } = useLocation();
  useArrival(path);
  return (
    <div class={styles.frame}>
      <a class={styles.skip} href="#content">
        {t('app.skip')}
      </a>
      <header class={styles.side}>
        <p class={styles.brand}>
          <Mark />
          <span>
            <b>{t('app.name')}</b>
            <span class={styles.role}>{w('organizer')}</span>
          </span>
        </p>
        <nav class={styles.sections} aria-label={w('organizer')}>
          <a href={links.organizer} aria-current={path === links.compose ? 'true' : 'page'}>
            <Icon name="bell" />
            {w('announcements')}
          </a>
          <a href={links.home}>
            <Icon name="phone" />
            {w('to_app')}
          </a>
        </nav>
        <div class={styles.who}>
          <span class={styles.email}>{email}</span>
          <button
            type="button"
            class={styles.out}
            aria-label={w('sign_out')}
            onClick={() => void signOut().then(onSignedOut)}
          >
            <Icon name="signout" />
          </button>
        </div>
      </header>
      <main class={styles.main} id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** Returns a console page's head: its title, what stands above it, what can be done. */
export function FrameHead({
  title,
  above,
  children,
}: {
  title: ComponentChildren;
  above?: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <div class={styles.head}>
      <div class={styles.titles}>
        {above ? <p class={styles.above}>{above}</p> : null}
        <h1 class={styles.title} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
