import { useEffect, useState } from 'preact/hooks';
import { type Alert, pushAlerts } from '../../api/announcements';
import { Icon } from '../../components/icon';
import styles from './frame.module.css';
import { serviceName } from './service-table';
import { momentWords } from './state-words';
import { w } from './words';

const EVERY = 60_000;

function useAlerts(path: string): Alert[] {
  const [alerts, setAlerts] = useState<Alert[]>([]);
  useEffect(() => {
    const load = () =>
      void pushAlerts().then(outcome => {
        // Without an answer the last one stands: silence is no all-clear.
        if (outcome.ok) setAlerts(outcome.value);
      });
    load();
    const clockwork = setInterval(() => {
      if (document.visibilityState === 'visible') load();
    }, EVERY);
    return () => clearInterval(clockwork);
  }, [path]);
  return alerts;
}

/** Returns a banner for each push service that refuses our key now, on every page of the console. */
export function Alerts({ path }: { path: string }) {
  const alerts = useAlerts(path);
  return (
    <div role="alert">
      {alerts.map(alert => (
        <div class={[styles.alert, 'num'].join(' ')} key={`${alert.origin} ${alert.vapid_key}`}>
          <Icon name="alert" size="medium" />
          <div>
            <p class={styles.alertTitle}>{w('alert_title', { service: serviceName(alert.service) })}</p>
            <p>{w('alert_text', { time: momentWords(alert.since), reason: alert.reason })}</p>
          </div>
        </div>
      ))}
    </div>
  );
}
