import { Button, ButtonLink } from '../components/button';
import { useKeptFocus } from '../components/kept-focus';
import { Card, Tile } from '../components/list';
import { t } from '../i18n/index';
import { pushState } from '../push/state';
import { links } from '../shared/links';
import { mark, marks, marksLoaded } from '../store/marks';
import styles from './cards.module.css';

const LATER = 'later:notify';

/** Returns the one card that leads to turning notifications on; it asks for nothing itself. */
export function NotifyCard() {
  useKeptFocus();
  if (!marksLoaded.value || marks.value.has(LATER) || pushState.value !== 'off') return null;
  return (
    <section class={styles.section}>
      <Card>
        <div class={styles.top}>
          <Tile name="bell-on" />
          <div class={styles.words}>
            <h2 class={styles.title}>{t('notify.card.title')}</h2>
            <p class={styles.text}>{t('notify.card.text')}</p>
          </div>
        </div>
        <p class={styles.actions}>
          <ButtonLink small href={`${links.me}#notifications`}>
            {t('notify.card.on')}
          </ButtonLink>
          <Button small look="plain" onClick={() => void mark(LATER)}>
            {t('notify.card.later')}
          </Button>
        </p>
      </Card>
    </section>
  );
}
