import { useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../components/button';
import { Line } from '../../components/facts';
import { drawQr } from '../../components/qr';
import type { Card } from '../../shared/personal';
import { viewLink } from './address';
import styles from './contacts.module.css';
import { fileName, handOverFile, handOverLink, type Shared } from './hand-over';
import { cardLink, writeCard } from './vcard';
import { w } from './words';

/** Returns a card as the badge that is held towards a camera: its code, and what is in it. */
function Badge({ card }: { card: Card }) {
  const { size, path } = drawQr(writeCard(card));
  const more = [card.role, card.organisation, card.email, card.phone].filter(Boolean);
  return (
    <div class={styles.badge}>
      <svg
        class={styles.qr}
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={w('card.qr', { name: card.name })}
      >
        <path d={path} />
      </svg>
      <h2 class={styles.badgeName} dir="auto">
        {card.name}
      </h2>
      {more.length > 0 ? (
        <ul class={styles.badgeFacts}>
          {more.map(fact => (
            <li key={fact} dir="auto">
              {fact}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Returns the visitor's own card, and the ways to hand it on. */
export function MyCard({ card }: { card: Card }) {
  const [shared, setShared] = useState<Shared>('no');
  const share = async () => setShared(await handOverLink(card.name, cardLink(location.origin, card)));
  const text = writeCard(card);
  return (
    <>
      <Badge card={card} />
      <p class={styles.scan}>{w('card.scan')}</p>
      <div class={styles.actions}>
        <Button icon="share" onClick={() => void share()}>
          {w('card.share')}
        </Button>
        <ButtonLink look="soft" href={viewLink('edit')}>
          {w('card.edit')}
        </ButtonLink>
        <Button look="soft" icon="down" onClick={() => void handOverFile(text, fileName(card.name))}>
          {w('file')}
        </Button>
      </div>
      <p class={styles.said} role="status">
        {shared === 'no' ? null : w(`card.${shared}`)}
      </p>
      <div class={styles.quiet}>
        <Line icon="lock">{w('card.stays')}</Line>
        <details class={styles.details}>
          <summary class={styles.summary}>{w('card.text')}</summary>
          <pre class={styles.code}>{text.trim()}</pre>
        </details>
      </div>
    </>
  );
}
