import { useEffect, useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../components/button';
import { Icon } from '../../components/icon';
import { useKeptFocus } from '../../components/kept-focus';
import { Card, Tile } from '../../components/list';
import { Section } from '../../components/section';
import { locale } from '../../i18n/index';
import type { Outcome } from '../../shared/problem';
import { feedLinks, keptFeed, makeFeed, PROGRAMME, stopFeed } from '../../store/calendar';
import type { Snapshot } from '../../store/signals';
import me from '../me.module.css';
import styles from './calendar.module.css';
import { saveFrom } from './save';
import { w } from './words';

/** The visitor's calendar as this page shows it: its path, null while there is none, and what is being done. */
function useFeed() {
  const [path, setPath] = useState<string | null>(null);
  const [state, setState] = useState<'loading' | 'still' | 'busy' | 'failed'>('loading');
  useEffect(() => {
    void keptFeed()
      .then(setPath)
      .catch(() => undefined)
      .finally(() => setState('still'));
  }, []);
  const run = (work: () => Promise<Outcome<string | null>>) => {
    if (state === 'busy') return;
    setState('busy');
    void work()
      .then(outcome => {
        if (outcome.ok) setPath(outcome.value);
        setState(outcome.ok ? 'still' : 'failed');
      })
      .catch(() => setState('failed'));
  };
  return { path, state, make: () => run(makeFeed), stop: () => run(stopFeed) };
}

function Failed() {
  return (
    <p class={me.problem} role="alert">
      <Icon name="alert" size="medium" />
      <span>{w('feed.failed')}</span>
    </p>
  );
}

function Top({ title, text }: { title: string; text: string }) {
  return (
    <div class={me.top} role="status">
      <Tile name="agenda" />
      <div>
        <h3 class={me.title}>{title}</h3>
        <p class={me.text}>{text}</p>
      </div>
    </div>
  );
}

function CopyAddress({ address }: { address: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => {
    // Without https, as on a network of one's own, there is no clipboard.
    const writing = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('no clipboard'));
    void writing.then(() => setCopied(true)).catch(() => setCopied(false));
  };
  return (
    <>
      <Button look="soft" small icon={copied ? 'check' : 'doc'} onClick={copy}>
        {w('feed.copy')}
      </Button>
      <p class={styles.said} role="status">
        {copied === null ? null : w(copied ? 'feed.copied' : 'feed.copy_failed')}
      </p>
      {copied === false ? (
        <input class={styles.address} aria-label={w('feed.address')} readOnly value={address} />
      ) : null}
    </>
  );
}

function Stop({ busy, onStop }: { busy: boolean; onStop: () => void }) {
  return (
    <details class={styles.end}>
      <summary class={styles.stop}>{w('feed.stop')}</summary>
      <p class={me.text}>{w('feed.stop_text')}</p>
      <p class={me.action}>
        <Button look="outline" small busy={busy} onClick={onStop}>
          {w('feed.stop_yes')}
        </Button>
      </p>
    </details>
  );
}

/** Returns the part of the visitor's own page about calendars: one that follows their stars, and the whole agenda. */
export function CalendarSection({ store }: { store: Snapshot }) {
  const { path, state, make, stop } = useFeed();
  useKeptFocus();
  const busy = state === 'busy';
  const ways = path === null ? null : feedLinks(path, window.location);
  const name = `${store.event?.id ?? 'agenda'}.ics`;
  return (
    <Section title={w('title')}>
      {state === 'loading' ? null : (
        <Card>
          <Top title={w(ways ? 'feed.on' : 'feed.title')} text={w(ways ? 'feed.on_text' : 'feed.text')} />
          {ways ? (
            <>
              <div class={styles.buttons}>
                <ButtonLink small icon="cal-add" href={ways.subscribe}>
                  {w('feed.subscribe')}
                </ButtonLink>
                <ButtonLink look="soft" small icon="globe" href={ways.google} away>
                  {w('feed.google')}
                </ButtonLink>
                <CopyAddress address={ways.address} />
              </div>
              <Stop busy={busy} onStop={stop} />
            </>
          ) : (
            <p class={me.action}>
              <Button small icon="cal-add" busy={busy} onClick={make}>
                {w(busy ? 'feed.making' : 'feed.make')}
              </Button>
            </p>
          )}
          {state === 'failed' ? <Failed /> : null}
        </Card>
      )}
      <p class={styles.all}>
        <Button
          look="plain"
          small
          icon="agenda"
          onClick={() => saveFrom(`${PROGRAMME}?lang=${locale.value}`, name)}
        >
          {w('all')}
        </Button>
      </p>
    </Section>
  );
}
