import { useTitle } from '../../components/arrival';
import { Button } from '../../components/button';
import { PageHeader } from '../../components/header';
import { Mark } from '../../components/mark';
import { drawQr } from '../../components/qr';
import { links } from '../../shared/links';
import { useStore } from '../../store/signals';
import styles from './about.module.css';
import { w } from './words';

const LINES = {
  id: ['Agenda, denah, dan kabar forum', 'Pindai, buka, selesai. Juga tanpa internet. Tanpa akun.'],
  en: ['Agenda, map and news of the forum', 'Scan, open, done. Works without internet. No account.'],
} as const;

/** A sheet to print and put up at the venue: the app's address as a code, in both languages. */
export function PosterPage() {
  const event = useStore(store => store.event);
  useTitle(w('poster.title'));
  const { origin, host } = window.location;
  const { size, path } = drawQr(`${origin}/`);
  return (
    <>
      <div class={styles.tools}>
        <PageHeader title={w('poster.title')} up={links.info} />
        <p class={styles.lead}>{w('poster.text')}</p>
        <p class={styles.print}>
          <Button icon="print" onClick={() => window.print()}>
            {w('poster.print')}
          </Button>
        </p>
      </div>
      <div class={styles.poster}>
        <p class={styles.brand}>
          <Mark />
          {event?.short_name.id ?? ''}
        </p>
        {(['id', 'en'] as const).map(lang => (
          <div key={lang} lang={lang}>
            <p class={lang === 'id' ? styles.call : styles.callToo}>{LINES[lang][0]}</p>
            <p class={styles.how}>{LINES[lang][1]}</p>
          </div>
        ))}
        <svg
          class={styles.qr}
          viewBox={`0 0 ${size} ${size}`}
          role="img"
          aria-label={w('poster.qr', { address: host })}
        >
          <path d={path} />
        </svg>
        <p class={styles.address}>{host}</p>
      </div>
    </>
  );
}
