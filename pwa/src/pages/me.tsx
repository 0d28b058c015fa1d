import { useFragment, useTitle } from '../components/arrival';
import { PageHeader } from '../components/header';
import { LinkRow, List, Row, Tile } from '../components/list';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { SwitchRow } from '../components/switch';
import { t } from '../i18n/index';
import { APP } from '../shared/collections';
import type { Locale } from '../shared/document';
import { links } from '../shared/links';
import { isPhoneElsewhere } from '../shared/time';
import { prefs, setPrefs, type TextSize, type Theme } from '../store/prefs';
import { now, useStore } from '../store/signals';
import { CalendarSection } from './calendar/calendar-section';
import styles from './me.module.css';
import { MyAgenda } from './my-agenda';
import { MyData } from './my-data';
import { Notifications } from './notifications';
import { w } from './phone-words';

const LOCALES: { value: Locale; label: string }[] = [
  { value: 'id', label: 'Indonesia' },
  { value: 'en', label: 'English' },
];

const THEMES: Theme[] = ['system', 'light', 'dark'];
const TEXT_SIZES: TextSize[] = ['normal', 'large', 'larger'];

function Display() {
  const { locale, theme, textSize, phoneTimes } = prefs.value;
  return (
    <Section title={w('me.settings')}>
      <div class={styles.settings}>
        <div>
          <p class={styles.label}>{w('me.language')}</p>
          <Segmented
            label={w('me.language')}
            name="locale"
            value={locale}
            segments={LOCALES}
            onChange={value => void setPrefs({ locale: value === 'en' ? 'en' : 'id' })}
          />
        </div>
        <div>
          <p class={styles.label}>{w('me.theme')}</p>
          <Segmented
            label={w('me.theme')}
            name="theme"
            value={theme}
            segments={THEMES.map(value => ({ value, label: w(`me.theme.${value}`) }))}
            onChange={value => void setPrefs({ theme: THEMES.find(each => each === value) ?? 'system' })}
          />
        </div>
        <div>
          <p class={styles.label}>{w('text.size')}</p>
          <Segmented
            label={w('text.size')}
            name="text"
            value={textSize}
            segments={TEXT_SIZES.map(value => ({ value, label: w(`text.${value}`) }))}
            onChange={value =>
              void setPrefs({ textSize: TEXT_SIZES.find(each => each === value) ?? 'normal' })
            }
          />
        </div>
      </div>
      {isPhoneElsewhere(now.value) ? (
        <div class={styles.part}>
          <List>
            <SwitchRow
              lead={<Tile name="globe" tone="quiet" />}
              title={w('times.title')}
              meta={w('times.text')}
              checked={phoneTimes}
              onChange={on => void setPrefs({ phoneTimes: on })}
            />
          </List>
        </div>
      ) : null}
    </Section>
  );
}

/** The visitor's own settings: notifications, language, theme, and what this app is. */
export function MePage() {
  const store = useStore(snapshot => snapshot);
  useTitle(w('me.title'));
  useFragment();
  return (
    <>
      <PageHeader title={w('me.title')} />
      <MyAgenda store={store} />
      <Section title={w('me.meeting')}>
        <List>
          <LinkRow
            href={links.contacts}
            lead={<Tile name="users" />}
            title={w('me.contacts')}
            meta={w('me.contacts_text')}
          />
        </List>
      </Section>
      <CalendarSection store={store} />
      <Notifications store={store} />
      <Display />
      <MyData />
      <Section title={w('me.about')}>
        <List>
          <LinkRow
            href={links.announcements}
            lead={<Tile name="bell" tone="quiet" />}
            title={t('nav.announcements')}
          />
          <LinkRow href={links.info} lead={<Tile name="info" tone="quiet" />} title={t('nav.info')} />
          <LinkRow href={links.privacy} lead={<Tile name="lock" tone="quiet" />} title={w('privacy')} />
          <LinkRow href={links.desk} lead={<Tile name="mic" tone="quiet" />} title={w('me.desk')} />
          <LinkRow
            href={links.organizer}
            lead={<Tile name="briefcase" tone="quiet" />}
            title={w('me.organizer')}
          />
          <Row
            lead={<Tile name="phone" tone="quiet" />}
            title={w('me.version', { version: APP })}
            meta={`${w('me.data', { revision: store.revision })} · ${w('me.no_account')}`}
          />
        </List>
      </Section>
    </>
  );
}
