import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/index';
import { type Moment, millis } from '../shared/time';
import styles from './countdown.module.css';

const SECOND = 1_000;

function useSeconds(): number {
  const [moment, setMoment] = useState(Date.now);
  useEffect(() => {
    const clock = setInterval(() => setMoment(Date.now()), SECOND);
    return () => clearInterval(clock);
  }, []);
  return moment;
}

/** Returns the time left in its two or three telling units: days and hours, or hours, minutes and seconds. */
export function Countdown({ to }: { to: Moment }) {
  const left = Math.max(0, Math.floor((millis(to) - useSeconds()) / SECOND));
  const days = Math.floor(left / 86_400);
  const hours = Math.floor((left % 86_400) / 3_600);
  const minutes = Math.floor((left % 3_600) / 60);
  const units =
    days > 0
      ? [
          { n: days, name: t('time.days') },
          { n: hours, name: t('time.hours') },
          { n: minutes, name: t('time.minutes') },
        ]
      : [
          { n: hours, name: t('time.hours') },
          { n: minutes, name: t('time.minutes') },
          { n: left % 60, name: t('time.seconds') },
        ];
  return (
    <p class={[styles.countdown, 'num'].join(' ')} role="timer">
      {units.map(unit => (
        <span class={styles.unit} key={unit.name}>
          <b class={styles.number}>{String(unit.n).padStart(2, '0')}</b>
          <span class={styles.name}>{unit.name}</span>
        </span>
      ))}
    </p>
  );
}
