import { useId, useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../components/button';
import { Card, LinkRow, List, Tile } from '../../components/list';
import type { Card as ContactCard } from '../../shared/personal';
import { MOST_PEOPLE, people, personWith } from '../../store/contacts';
import { personLink, viewLink } from './address';
import styles from './contacts.module.css';
import { CardFacts, Initials } from './parts';
import { type Camera, useCamera } from './use-camera';
import { type Fault, readCard } from './vcard';
import { w } from './words';

/** What was read: a card, or why it is none; null before. */
export type Found = ContactCard | Fault | null;

function isCard(found: Found): found is ContactCard {
  return typeof found === 'object' && found !== null;
}

function Picture({ camera }: { camera: Camera }) {
  return (
    <>
      <video ref={camera.picture} class={styles.picture} aria-label={w('add.view')} playsInline muted />
      <p class={styles.hint}>{w('add.aim')}</p>
      <p class={styles.action}>
        <Button look="outline" small onClick={camera.stop}>
          {w('add.stop')}
        </Button>
      </p>
    </>
  );
}

function Scan({ camera, fault }: { camera: Camera; fault: Fault | null }) {
  const { canScan, state } = camera;
  if (canScan === null) return null;
  if (!canScan) {
    return (
      <Card>
        <h2 class={styles.title}>{w('add.no_scan')}</h2>
        <p class={styles.hint}>{w('add.no_scan_text')}</p>
      </Card>
    );
  }
  const refusal = state === 'denied' ? 'add.denied' : state === 'broken' ? 'add.no_camera' : null;
  const trouble = fault ? (`add.${fault}` as const) : refusal;
  return (
    <Card>
      <h2 class={styles.title}>{w('add.scan')}</h2>
      <p class={styles.hint}>{w('add.scan_text')}</p>
      {state === 'on' ? (
        <Picture camera={camera} />
      ) : (
        <p class={styles.action}>
          <Button icon="scan" busy={state === 'asking'} onClick={camera.start}>
            {w(state === 'asking' ? 'add.asking' : 'add.camera')}
          </Button>
        </p>
      )}
      {trouble ? (
        <p class={styles.fault} role="alert">
          {w(trouble)}
        </p>
      ) : null}
    </Card>
  );
}

function Paste({ fault, onText }: { fault: Fault | null; onText: (text: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  return (
    <Card>
      <form
        onSubmit={event => {
          event.preventDefault();
          onText(typed);
        }}
      >
        <h2 class={styles.title}>
          <label for={id}>{w('add.paste')}</label>
        </h2>
        <p class={styles.hint} id={`${id}-hint`}>
          {w('add.paste_text')}
        </p>
        <textarea
          id={id}
          class={styles.text}
          rows={3}
          autocapitalize="off"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={fault ? `${id}-fault ${id}-hint` : `${id}-hint`}
          value={typed}
          onInput={event => setTyped(event.currentTarget.value)}
        />
        {fault ? (
          <p class={styles.fault} id={`${id}-fault`} role="alert">
            {w(`add.${fault}`)}
          </p>
        ) : null}
        <p class={styles.action}>
          <Button type="submit" look="soft">
            {w('add.read')}
          </Button>
        </p>
      </form>
    </Card>
  );
}

function Ways({ fault, onFound }: { fault: Fault | null; onFound: (found: Found) => void }) {
  const read = (text: string) => onFound(readCard(text));
  const camera = useCamera(read);
  // It is told where the visitor looks.
  const isWatching = camera.state === 'on';
  return (
    <div class={styles.parts}>
      <Scan camera={camera} fault={isWatching ? fault : null} />
      <Paste fault={isWatching ? null : fault} onText={read} />
      <List>
        <LinkRow
          href={viewLink('type')}
          lead={<Tile name="doc" />}
          title={w('add.type')}
          meta={w('add.type_text')}
        />
      </List>
    </div>
  );
}

function Keep({ card, onKeep }: { card: ContactCard; onKeep: (card: ContactCard) => Promise<void> }) {
  const [isFailed, setFailed] = useState(false);
  const known = personWith(card);
  if (known) {
    return (
      <div class={styles.offer}>
        <p role="status">{w('add.known')}</p>
        <ButtonLink wide href={personLink(known.id)}>
          {w('add.open')}
        </ButtonLink>
      </div>
    );
  }
  if (people().length >= MOST_PEOPLE) {
    return (
      <div class={styles.offer}>
        <p role="status">{w('list.full', { n: MOST_PEOPLE })}</p>
        <ButtonLink wide href={viewLink('people')}>
          {w('to_list')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <div class={styles.offer}>
      <Button wide icon="check" onClick={() => void onKeep(card).catch(() => setFailed(true))}>
        {w('add.keep')}
      </Button>
      {isFailed ? (
        <p class={styles.fault} role="alert">
          {w('failed')}
        </p>
      ) : null}
    </div>
  );
}

/** Returns the screen on which somebody's card is scanned, pasted or brought by a link, and then kept. */
export function AddPerson({
  found,
  onFound,
  onKeep,
}: {
  found: Found;
  onFound: (found: Found) => void;
  onKeep: (card: ContactCard) => Promise<void>;
}) {
  if (!isCard(found)) return <Ways fault={found} onFound={onFound} />;
  return (
    <div class={styles.parts}>
      <div class={styles.who}>
        <Initials name={found.name} />
        <h2 class={styles.name} dir="auto">
          {found.name}
        </h2>
      </div>
      <CardFacts card={found} />
      <Keep card={found} onKeep={onKeep} />
      <p class={styles.centred}>
        <Button look="plain" onClick={() => onFound(null)}>
          {w('cancel')}
        </Button>
      </p>
    </div>
  );
}
