import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/index';
import { hasMoved } from './arrival';
import { IconButton } from './button';
import styles from './header.module.css';

/** Returns the button that goes back in history, or up to `up` where the app was opened on this page. */
export function Back({ up }: { up: string }) {
  const { route } = useLocation();
  const goBack = () => {
    if (hasMoved()) window.history.back();
    else route(up);
  };
  return <IconButton name="left" label={t('nav.back')} onClick={goBack} />;
}

/** Returns a page's head on paper: the way back, its title, and what can be done. */
export function PageHeader({
  title,
  up,
  children,
}: {
  title: ComponentChildren;
  up?: string;
  children?: ComponentChildren;
}) {
  return (
    <header class={up ? styles.withBack : styles.bar}>
      {up ? <Back up={up} /> : null}
      <h1 class={up ? styles.subtitle : styles.title} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </header>
  );
}

/** Returns the dark head of a page with the kawung fading towards its text. */
export function Hero({
  up,
  gold,
  roomy,
  children,
}: {
  up?: string;
  gold?: boolean;
  roomy?: boolean;
  children: ComponentChildren;
}) {
  return (
    <header class={[styles.hero, gold ? styles.gold : '', roomy ? styles.roomy : ''].join(' ')}>
      {up ? (
        <div class={styles.heroBack}>
          <Back up={up} />
        </div>
      ) : null}
      <div class={styles.heroBody}>{children}</div>
    </header>
  );
}
