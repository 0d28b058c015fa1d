import { Button, IconButton } from '../components/button';
import { Icon } from '../components/icon';
import { useKeptFocus } from '../components/kept-focus';
import { Card } from '../components/list';
import { t } from '../i18n/index';
import { pushState } from '../push/state';
import { mark, marks, marksLoaded } from '../store/marks';
import styles from './cards.module.css';
import { install, installOffer } from './install';

const LATER = 'later:install';

/** Returns the three steps by which an iPhone gets the app; only there, and only in the browser. */
export function AppleSteps({ onClose }: { onClose?: () => void }) {
  return (
    <Card tint="sea">
      <div class={styles.top}>
        <div class={styles.words}>
          <h2 class={styles.title}>{t('install.ios.title')}</h2>
          <p class={styles.text}>{t('install.ios.text')}</p>
        </div>
        {onClose ? <IconButton name="x" label={t('app.close')} onClick={onClose} /> : null}
      </div>
      <ol class={styles.steps}>
        <li>
          <span class={styles.sign}>
            <Icon name="share" />
          </span>
          {t('install.ios.share')}
        </li>
        <li>
          <span class={styles.sign}>
            <Icon name="add-sq" />
          </span>
          {t('install.ios.add')}
        </li>
        <li>
          <img class={styles.app} src="/icons/app.svg" alt="" width="40" height="40" />
          {t('install.ios.open')}
        </li>
      </ol>
    </Card>
  );
}

/** Returns the card for installing the app, where this browser can and the visitor did not put it off. */
export function InstallCard() {
  useKeptFocus();
  if (!marksLoaded.value || marks.value.has(LATER)) return null;
  const close = () => void mark(LATER);
  if (pushState.value === 'needs-install') {
    return (
      <section class={styles.section}>
        <AppleSteps onClose={close} />
      </section>
    );
  }
  if (!installOffer.value) return null;
  return (
    <section class={styles.section}>
      <Card>
        <div class={styles.top}>
          <img class={styles.app} src="/icons/app.svg" alt="" width="40" height="40" />
          <div class={styles.words}>
            <h2 class={styles.title}>{t('install.title')}</h2>
            <p class={styles.text}>{t('install.text')}</p>
          </div>
        </div>
        <p class={styles.actions}>
          <Button small onClick={() => void install()}>
            {t('install.button')}
          </Button>
          <Button small look="plain" onClick={close}>
            {t('notify.card.later')}
          </Button>
        </p>
      </Card>
    </section>
  );
}
