import type { ServiceCounts } from '../../api/announcements';
import { number } from '../../i18n/format';
import styles from './chart.module.css';
import { w } from './words';

const STATES = ['audience', 'accepted', 'pending', 'gone', 'rejected', 'expired', 'recalled'] as const;
const NAMES: Record<string, string> = {
  google: 'Google',
  mozilla: 'Mozilla',
  apple: 'Apple',
  windows: 'Windows',
};

/** Returns a push service's own name; an unknown one is named by its host. */
export function serviceName(service: string): string {
  return NAMES[service] ?? service;
}

/** Returns the counts of each push service, a column each; states that nowhere occur are left out. */
export function ServiceTable({ services }: { services: ServiceCounts[] }) {
  if (services.length === 0) return null;
  const states = STATES.filter(
    state => state === 'audience' || state === 'accepted' || services.some(service => service[state] > 0),
  );
  return (
    <section class={styles.card} aria-labelledby="services">
      <h2 class={styles.title} id="services">
        {w('services')}
      </h2>
      <table class={[styles.table, 'num'].join(' ')}>
        <thead>
          <tr>
            <th scope="col">
              <span class="vh">{w('status')}</span>
            </th>
            {services.map(({ service }) => (
              <th scope="col" key={service}>
                {serviceName(service)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {states.map(state => (
            <tr key={state}>
              <th scope="row">{w(state)}</th>
              {services.map(service => (
                <td key={service.service}>{number(service[state])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
