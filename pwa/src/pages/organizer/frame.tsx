import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { signOut } from '../../api/client';
import { useArrival } from '../../components/arrival';
import { Icon } from '../../components/icon';
import { Mark } from '../../components/mark';
import { t } from '../../i18n/index';
import { links } from '../../shared/links';
import { Alerts } from './alerts';
import styles from './frame.module.css';
import { type Word, w } from './words';

const SECTIONS: { href: string; icon: string; text: Word; pages: RegExp }[] = [
  {
    href: links.organizer,
    icon: 'bell',
    text: 'announcements',
    pages: /^\/organizer(\/announcements|\/sign-in|\/?$)/,
  },
  { href: links.programme, icon: 'agenda', text: 'programme', pages: /^\/organizer\/programme/ },
  { href: links.doors, icon: 'users', text: 'doors', pages: /^\/organizer\/doors/ },
  { href: links.speakers, icon: 'mic', text: 'speakers', pages: /^\/organizer\/speakers/ },
];

function Sections({ path }: { path: string }) {
  return (
    <nav class={styles.sections} aria-label={w('organizer')}>
      {SECTIONS.map(section => (
        <a
          key={section.href}
          href={section.href}
          aria-current={path === section.href ? 'page' : section.pages.test(path) ? 'true' : undefined}
        >
          <Icon name={section.icon} />
          {w(section.text)}
        </a>
      ))}
      <a class={styles.toApp} href={links.home}>
        <Icon name="phone" />
        <span>{w('to_app')}</span>
      </a>
    </nav>
  );
}

/** Returns the console's frame: brand, sections, who is signed in, what is wrong, and the page. */
export function Frame({
  email,
  onSignedOut,
  children,
}: {
  email: string | null;
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
        <Sections path={path} />
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
        <Alerts path={path} />
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
