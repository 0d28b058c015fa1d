import { useState } from 'preact/hooks';
import { useTitle } from '../../components/arrival';
import { Button, ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { PageHeader } from '../../components/header';
import { Icon } from '../../components/icon';
import { useKeptFocus } from '../../components/kept-focus';
import { Card } from '../../components/list';
import { drawQr } from '../../components/qr';
import { Skeleton } from '../../components/skeleton';
import { thisBrowser } from '../../push/state';
import { links } from '../../shared/links';
import type { Offer } from '../../store/linking';
import { groupsOf } from '../../store/linking-code';
import styles from './link.module.css';
import { useEvery } from './use-every';
import { type Offering, type Step, useOffer } from './use-offer';
import { w } from './words';

const SECOND = 1_000;

function TypedCode({ code }: { code: string }) {
  const groups = groupsOf(code);
  return (
    <Card>
      <h2 class={styles.title}>{w('offer.type')}</h2>
      <p class={styles.text}>{w('offer.type_text')}</p>
      <dl class={styles.code}>
        <dt class="vh">{w('offer.code')}</dt>
        <dd>
          <span class={styles.groups} aria-hidden="true">
            {groups.map(group => (
              <span key={group}>{group}</span>
            ))}
          </span>
          {/* Character by character, as one writes it down. */}
          <span class="vh">{groups.map(group => [...group].join(' ')).join(', ')}</span>
        </dd>
      </dl>
      <p class={styles.text}>{w('offer.type_apple')}</p>
    </Card>
  );
}

function Scan({ code }: { code: string }) {
  const { size, path } = drawQr(`${location.origin}${links.linkPhone}#code=${code}`);
  return (
    <Card>
      <h2 class={styles.title}>{w('offer.scan')}</h2>
      <p class={styles.text}>{w('offer.scan_text')}</p>
      <svg class={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={w('offer.qr')}>
        <path d={path} />
      </svg>
    </Card>
  );
}

function Left({ endsAt }: { endsAt: number }) {
  const [now, setNow] = useState(Date.now());
  useEvery(SECOND, true, () => setNow(Date.now()));
  const seconds = Math.max(0, Math.round((endsAt - now) / SECOND));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <p class={[styles.left, 'num'].join(' ')}>{w('offer.left', { time })}</p>;
}

function Waiting({ offer, endsAt, onCancel }: { offer: Offer; endsAt: number; onCancel: () => void }) {
  // An installed iPhone app cannot be opened by a QR code: there one types.
  const typed = <TypedCode code={offer.code} />;
  const scanned = <Scan code={offer.code} />;
  const isApple = thisBrowser() === 'ios';
  return (
    <div class={styles.ways}>
      {isApple ? typed : scanned}
      {isApple ? scanned : typed}
      <div class={styles.foot}>
        <Left endsAt={endsAt} />
        <Button look="outline" onClick={onCancel}>
          {w('offer.cancel')}
        </Button>
      </div>
    </div>
  );
}

function Asks({
  step,
  move,
  offering,
}: {
  step: Step & { kind: 'asks' };
  move: boolean;
  offering: Offering;
}) {
  const isBusy = step.state === 'busy';
  return (
    <div class={styles.asks} role="alert">
      <span class={styles.phone}>
        <Icon name="phone" />
      </span>
      <h2 class={styles.name}>{w('offer.asks', { name: step.claimant.name })}</h2>
      <p class={styles.text}>{w(move ? 'offer.asks_move' : 'offer.asks_share')}</p>
      {step.state === 'trouble' ? <p class={styles.fault}>{w('offer.trouble')}</p> : null}
      <div class={styles.choice}>
        <Button busy={isBusy} onClick={offering.confirm}>
          {w(isBusy ? 'offer.sending' : 'offer.yes')}
        </Button>
        <Button look="outline" onClick={offering.cancel}>
          {w('offer.no')}
        </Button>
      </div>
    </div>
  );
}

type End = 'confirmed' | 'done' | 'expired' | 'wrong' | 'cancelled' | 'failed' | 'unsupported';

function Ended({ kind, move, onAgain }: { kind: End; move: boolean; onAgain: () => void }) {
  const word = kind === 'confirmed' ? 'sent' : kind === 'done' && move ? 'moved' : kind;
  const mayRetry = kind !== 'confirmed' && kind !== 'done' && kind !== 'unsupported';
  const isGood = kind === 'confirmed' || kind === 'done';
  const actions = mayRetry ? (
    <Button onClick={onAgain}>{w('offer.again')}</Button>
  ) : kind === 'confirmed' ? null : (
    <ButtonLink href={links.me}>{w('offer.back')}</ButtonLink>
  );
  return (
    <div role="status">
      <Empty title={w(`offer.${word}`)} {...(isGood ? {} : { icon: 'alert' })} actions={actions}>
        {w(`offer.${word}_text`)}
      </Empty>
    </div>
  );
}

function Body({ offering, move }: { offering: Offering; move: boolean }) {
  const { step } = offering;
  switch (step.kind) {
    case 'making':
      return <Skeleton />;
    case 'waiting':
      return <Waiting offer={step.offer} endsAt={step.endsAt} onCancel={offering.cancel} />;
    case 'asks':
      return <Asks step={step} move={move} offering={offering} />;
    default:
      return <Ended kind={step.kind} move={move} onAgain={offering.start} />;
  }
}

function OfferPage({ move }: { move: boolean }) {
  const offering = useOffer(move);
  const title = w(move ? 'move.title' : 'share.title');
  useTitle(title);
  useKeptFocus();
  return (
    <>
      <PageHeader title={title} up={links.me} />
      {offering.step.kind === 'waiting' ? (
        <p class={styles.lead}>{w(move ? 'move.lead' : 'share.lead')}</p>
      ) : null}
      <Body offering={offering} move={move} />
    </>
  );
}

/** The page on which another phone is let in beside this one. */
export function SharePage() {
  return <OfferPage move={false} key="share" />;
}

/** The page on which another phone takes this one's place. */
export function MoveAwayPage() {
  return <OfferPage move key="move" />;
}
