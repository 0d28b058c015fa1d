import { useTitle } from '../components/arrival';
import { PageHeader } from '../components/header';
import { LinkRow, List, Row, Tile } from '../components/list';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { t } from '../i18n/index';
import { APP } from '../shared/collections';
import type { Locale } from '../shared/document';
import { links } from '../shared/links';
import { prefs, setPrefs, type Theme } from '../store/prefs';
import { useStore } from '../store/signals';
import styles from './me.module.css';
import { MyAgenda } from './my-agenda';
import { Notifications } from './notifications';

const LOCALES: { value: Locale; label: string }[] = [
  { value: 'id', label: 'Indonesia' },
  { value: 'en', label: 'English' },
];

const THEMES: Theme[] = ['system', 'light', 'dark'];

function Display() {
  const { locale, theme } = prefs.value;
  return (
    <Section title={t('me.settings')}>
      <div class={styles.settings}>
        <div>
          <p class={styles.label}>{t('me.language')}</p>
          <Segmented
            label={t('me.language')}
            name="locale"
            value={locale}
            segments={LOCALES}
            onChange={value => void setPrefs({ locale: value === 'en' ? 'en' : 'id' })}
          />
        </div>
        <div>
          <p class={styles.label}>{t('me.theme')}</p>
          <Segmented
            label={t('me.theme')}
            name="theme"
            value={theme}
            segments={THEMES.map(value => ({ value, label: t(`me.theme.${value}`) }))}
            onChange={value => void setPrefs({ theme: THEMES.find(each => each === value) ?? 'system' })}
          />
        </div>
      </div>
    </Section>
  );
}

/** The visitor's own settings: notifications, language, theme, and what this app is. */
export function MePage() {
  const store = useStore(snapshot => snapshot);
  useTitle(t('me.title'));
  return (
    <>
      <PageHeader title={t('me.title')} />
      <MyAgenda store={store} />
      <Notifications store={store} />
      <Display />
      <Section title={t('me.about')}>
        <List>
          <LinkRow
            href={links.announcements}
            lead={<Tile name="bell" tone="quiet" />}
            title={t('nav.announcements')}
          />
          <LinkRow href={links.info} lead={<Tile name="info" tone="quiet" />} title={t('nav.info')} />
          <LinkRow href={links.desk} lead={<Tile name="mic" tone="quiet" />} title={t('me.desk')} />
          <LinkRow
            href={links.organizer}
            lead={<Tile name="briefcase" tone="quiet" />}
            title={t('me.organizer')}
          />
          <Row
            lead={<Tile name="phone" tone="quiet" />}
            title={t('me.version', { version: APP })}
            meta={`${t('me.data', { revision: store.revision })} · ${t('me.no_account')}`}
          />
        </List>
      </Section>
    </>
  );
}
