import { useState } from 'preact/hooks';
import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { LinkRow, List, Tile } from '../components/list';
import { Section } from '../components/section';
import { refreshPush } from '../push/state';
import { links } from '../shared/links';
import { wakeWhenOnline } from '../store/background';
import { pageFetch } from '../store/device';
import { erasePhone } from '../store/erase';
import { exportData } from '../store/erase-export';
import styles from './me.module.css';
import { w } from './my-data-words';

type Said = 'exported' | 'exported_part' | 'export_failed' | 'erased' | 'erased_later' | 'erase_failed';

/** Long after any browser has taken a file that was handed to it. */
const TAKEN_MS = 60_000;

/** Gives the browser a file to keep. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_MS);
}

async function exportNow(): Promise<Said> {
  const told = await exportData(pageFetch, Date.now());
  download(`ips-forum-${told.exported_at.slice(0, 10)}.json`, JSON.stringify(told, null, 2));
  return told.isWhole ? 'exported' : 'exported_part';
}

async function eraseNow(): Promise<Said> {
  const isHeard = await erasePhone(pageFetch);
  await refreshPush();
  if (!isHeard) await wakeWhenOnline(await navigator.serviceWorker?.getRegistration());
  return isHeard ? 'erased' : 'erased_later';
}

function Act({
  icon,
  word,
  busy,
  onClick,
}: {
  icon: string;
  word: 'export' | 'erase';
  busy: boolean;
  onClick: () => void;
}) {
  return (
    <li class={styles.setting}>
      <Tile name={icon} tone={word === 'erase' ? 'warn' : 'quiet'} />
      <span class={styles.settingText}>
        <span class={styles.title}>{w(word)}</span>
        <span class={styles.text}>{w(`${word}_text`)}</span>
      </span>
      <Button look={word === 'erase' ? 'outline' : 'soft'} small busy={busy} onClick={onClick}>
        {w(busy ? `${word}_busy` : `${word}_do`)}
        <span class="vh"> {w('title').toLowerCase()}</span>
      </Button>
    </li>
  );
}

function AskErase({ busy, onErase, onClose }: { busy: boolean; onErase: () => void; onClose: () => void }) {
  return (
    <Dialog
      title={w('ask')}
      onClose={onClose}
      actions={
        <>
          <Button busy={busy} onClick={onErase}>
            {w(busy ? 'erase_busy' : 'do')}
          </Button>
          <Button look="outline" onClick={onClose}>
            {w('keep')}
          </Button>
        </>
      }
    >
      <p>{w('ask_text')}</p>
      <p>{w('ask_others')}</p>
      <p>{w('ask_keeps')}</p>
    </Dialog>
  );
}

/** What runs, and how the last of it ended. */
function useWork() {
  const [busy, setBusy] = useState<'export' | 'erase' | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const run = async (what: 'export' | 'erase', work: () => Promise<Said>) => {
    if (busy) return;
    setBusy(what);
    setSaid(null);
    setSaid(await work().catch((): Said => `${what}_failed`));
    setBusy(null);
  };
  return { busy, said, run };
}

/** Returns the section on the visitor's data: other phones, the export and the erasure. */
export function MyData() {
  const { busy, said, run } = useWork();
  const [isAsking, setAsking] = useState(false);
  const erase = () => void run('erase', eraseNow).then(() => setAsking(false));
  return (
    <div id="my-data">
      <Section title={w('title')}>
        <List>
          <LinkRow
            href={links.sharePhone}
            lead={<Tile name="add-sq" />}
            title={w('share')}
            meta={w('share_text')}
          />
          <LinkRow
            href={links.movePhone}
            lead={<Tile name="phone" />}
            title={w('move')}
            meta={w('move_text')}
          />
          <LinkRow
            href={links.linkPhone}
            lead={<Tile name="ticket" />}
            title={w('code')}
            meta={w('code_text')}
          />
          <Act
            icon="down"
            word="export"
            busy={busy === 'export'}
            onClick={() => void run('export', exportNow)}
          />
          <Act icon="x" word="erase" busy={busy === 'erase'} onClick={() => setAsking(true)} />
        </List>
        <p class={styles.outcome} role="status">
          {said ? w(said) : null}
        </p>
        {isAsking ? (
          <AskErase
            busy={busy === 'erase'}
            onErase={erase}
            onClose={() => (busy ? undefined : setAsking(false))}
          />
        ) : null}
      </Section>
    </div>
  );
}
