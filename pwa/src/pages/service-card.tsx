import { Icon } from '../components/icon';
import { Card } from '../components/list';
import { Words } from '../components/words';
import { shortDay, span } from '../i18n/format';
import { t } from '../i18n/index';
import type { Service } from '../shared/document';
import type { Snapshot } from '../store/signals';
import styles from './booth.module.css';

function Hours({ service, store }: { service: Service; store: Snapshot }) {
  return (
    <ul class={[styles.amounts, 'num'].join(' ')}>
      {service.hours.map(each => (
        <li key={each.day}>
          <span>{shortDay(store.days.get(each.day)?.start ?? each.open)}</span>
          <b>{span(each.open, each.close)}</b>
        </li>
      ))}
    </ul>
  );
}

/** Returns a service with what to bring, what it costs, when it is open and how it goes. */
export function ServiceCard({ service, store }: { service: Service; store: Snapshot }) {
  return (
    <div class={styles.service}>
      <Card>
        <Words as="h3" class={styles.serviceName} text={service.name} />
        <Words as="p" class={styles.small} text={service.summary} />
        {service.documents.length > 0 ? (
          <>
            <h4 class={styles.label}>{t('booth.documents')}</h4>
            <ul class={styles.checklist}>
              {service.documents.map(each => (
                <li key={each.id}>
                  <Icon name="doc" size="small" />
                  <Words text={each} />
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {service.fee ? (
          <>
            <h4 class={styles.label}>{t('booth.fee')}</h4>
            <Words as="p" class={styles.fee} text={service.fee.text} />
          </>
        ) : null}
        {service.hours.length > 0 ? (
          <>
            <h4 class={styles.label}>{t('booth.hours')}</h4>
            <Hours service={service} store={store} />
          </>
        ) : null}
        {service.minutes_per_visitor || service.daily_quota ? (
          <p class={styles.small}>
            {[
              service.minutes_per_visitor ? t('booth.minutes', { n: service.minutes_per_visitor }) : null,
              service.daily_quota ? t('booth.quota', { n: service.daily_quota }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        ) : null}
        {service.steps.length > 0 ? (
          <details class={styles.steps}>
            <summary>
              {t('booth.steps')}
              <Icon name="down" size="medium" />
            </summary>
            <ol>
              {service.steps.map(each => (
                <li key={each.id}>
                  <Words text={each} />
                </li>
              ))}
            </ol>
          </details>
        ) : null}
        <p class={styles.fine}>
          {service.disclaimer ? <Words text={service.disclaimer} /> : null}{' '}
          {service.as_of ? t('booth.as_of', { when: service.as_of }) : null}{' '}
          {service.basis === 'sample' ? t('booth.sample') : null}
        </p>
      </Card>
    </div>
  );
}
