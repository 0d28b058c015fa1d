import styles from './mark.module.css';

const PETAL = 'M32 29C24 21 23.5 10.5 32 2C40.5 10.5 40 21 32 29Z';

/** Returns the forum's mark: four kawung petals, one of them gold. */
export function Mark() {
  return (
    <svg class={styles.mark} viewBox="8 8 48 48" aria-hidden="true">
      <path class={styles.first} d={PETAL} transform="rotate(45 32 32)" />
      <path d={PETAL} transform="rotate(135 32 32)" />
      <path d={PETAL} transform="rotate(225 32 32)" />
      <path d={PETAL} transform="rotate(315 32 32)" />
      <circle class={styles.heart} cx="32" cy="32" r="2.6" />
    </svg>
  );
}
