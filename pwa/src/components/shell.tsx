import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Key, t } from '../i18n/index';
import { links } from '../shared/links';
import { loadMarks } from '../store/marks';
import { syncNow } from '../store/pace';
import { appTooOld, freshness, loaded, store } from '../store/signals';
import { useArrival } from './arrival';
import { Button } from './button';
import { Empty } from './empty';
import { OfflineLine } from './freshness';
import { Guard } from './guard';
import { Icon } from './icon';
import { Mark } from './mark';
import styles from './shell.module.css';
import { Skeleton } from './skeleton';

const TABS: { href: string; icon: string; text: Key; pages: RegExp }[] = [
  { href: links.home, icon: 'home', text: 'nav.home', pages: /^\/($|announcements|info)/ },
  { href: links.agenda, icon: 'agenda', text: 'nav.agenda', pages: /^\/(agenda|speakers)/ },
  { href: links.map, icon: 'map', text: 'nav.map', pages: /^\/(map|booths)/ },
  { href: links.awards, icon: 'award', text: 'nav.awards', pages: /^\/awards/ },
  { href: links.me, icon: 'me', text: 'nav.me', pages: /^\/me/ },
];

function Tabs({ path }: { path: string }) {
  return (
    <nav class={styles.tabs} aria-label={t('nav.main')}>
      <p class={styles.brand} aria-hidden="true">
        <Mark />
        {t('app.name')}
      </p>
      {TABS.map(tab => (
        <a
          class={styles.tab}
          key={tab.href}
          href={tab.href}
          aria-current={path === tab.href ? 'page' : tab.pages.test(path) ? 'true' : undefined}
        >
          <Icon name={tab.icon} />
          {t(tab.text)}
        </a>
      ))}
    </nav>
  );
}

/** Returns what stands in for a page while the phone holds no event. */
function NothingYet() {
  const { state } = freshness.value;
  const tried = useRef({ isSyncing: false, hasFailed: false });
  if (state === 'syncing') tried.current.isSyncing = true;
  else if (tried.current.isSyncing) tried.current.hasFailed = true;
  // Later tries run behind the words, or the page would flicker between the two.
  if (!loaded.value || !tried.current.hasFailed) return <Skeleton />;
  if (appTooOld.value) return <Empty heading="h1" title={t('app.too_old')} />;
  return (
    <Empty
      heading="h1"
      title={t('state.never.title')}
      actions={
        <Button icon="refresh" onClick={() => void syncNow()}>
          {t('fresh.retry')}
        </Button>
      }
    >
      {t('state.never.text')}
    </Empty>
  );
}

/** Returns the frame around every visitor's page: skip link, offline line, content, tabs. */
export function Shell({ children, toast }: { children: ComponentChildren; toast?: ComponentChildren }) {
  const { path } = useLocation();
  useArrival(path);
  useEffect(() => void loadMarks(), []);
  const isReady = store.value.event !== null || path === links.me;
  return (
    <div class={styles.shell}>
      <a class={styles.skip} href="#content">
        {t('app.skip')}
      </a>
      <div class={styles.page}>
        {path === links.home ? null : <OfflineLine />}
        <main class={styles.content} id="content" tabIndex={-1}>
          {isReady ? <Guard path={path}>{children}</Guard> : <NothingYet />}
        </main>
      </div>
      {toast}
      <Tabs path={path} />
    </div>
  );
}
