import { useState } from 'preact/hooks';
import { makeSpeakerLink, type SpeakerContact } from '../../api/programme';
import { Avatar } from '../../components/avatar';
import { SearchField } from '../../components/field';
import { localText } from '../../i18n/index';
import type { Speaker } from '../../shared/document';
import type { Snapshot } from '../../store/signals';
import { LinkDialog } from './link-dialog';
import { PhotoField } from './photo-field';
import { refusal } from './refusal';
import styles from './speakers.module.css';
import { w } from './words';

interface Made {
  name: string;
  url: string;
}

function contactWords({ linked, signed_in }: SpeakerContact): string {
  if (linked > 0) return linked === 1 ? w('linked_phone') : w('linked_phones', { n: linked });
  return w(signed_in ? 'signed_in' : 'never_signed_in');
}

function Entry({
  speaker,
  contact,
  onMade,
}: {
  speaker: Speaker;
  contact: SpeakerContact;
  onMade: (made: Made) => void;
}) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const name = localText(speaker.name).value;
  const make = async () => {
    if (busy) return;
    setBusy(true);
    const outcome = await makeSpeakerLink(speaker.id);
    setBusy(false);
    setFault(outcome.ok ? null : refusal(outcome.problem));
    if (outcome.ok) onMade({ name, url: outcome.value.url });
  };
  return (
    <li class={styles.speaker}>
      <Avatar speaker={speaker} />
      <div class={styles.words}>
        <p class={styles.name}>{name}</p>
        <p class={[styles.meta, 'num'].join(' ')}>{contactWords(contact)}</p>
        {fault ? (
          <p class={styles.fault} role="alert">
            {fault}
          </p>
        ) : null}
      </div>
      <button
        type="button"
        class={styles.make}
        aria-label={w('make_link_for', { name })}
        aria-busy={busy ? 'true' : undefined}
        onClick={() => void make()}
      >
        {w('make_link')}
      </button>
      <PhotoField speaker={speaker} />
    </li>
  );
}

/** Returns the speakers, each with a button that makes their one-time link and the way to their photo. */
export function SpeakerLinks({ store, contacts }: { store: Snapshot; contacts: SpeakerContact[] }) {
  const [query, setQuery] = useState('');
  const [made, setMade] = useState<Made | null>(null);
  const sought = query.trim().toLowerCase();
  const found = contacts
    .flatMap(contact => {
      const speaker = store.speakers.get(contact.speaker);
      return speaker && !speaker.placeholder ? [{ contact, speaker }] : [];
    })
    .filter(({ speaker }) => localText(speaker.name).value.toLowerCase().includes(sought))
    .sort((a, b) => localText(a.speaker.name).value.localeCompare(localText(b.speaker.name).value));
  return (
    <section class={styles.section} aria-labelledby="links">
      <h2 class={styles.title} id="links">
        {w('sign_in_links')}
      </h2>
      <p class={styles.hint}>{w('sign_in_links_hint')}</p>
      <p class={styles.hint}>{w('photo_hint')}</p>
      <SearchField label={w('find_speaker')} hint={w('find_speaker_hint')} value={query} onInput={setQuery} />
      {found.length === 0 ? (
        <p class={styles.hint} role="status">
          {w('no_speaker')}
        </p>
      ) : (
        <ul class={styles.list}>
          {found.map(({ contact, speaker }) => (
            <Entry key={speaker.id} speaker={speaker} contact={contact} onMade={setMade} />
          ))}
        </ul>
      )}
      {made ? <LinkDialog name={made.name} url={made.url} onClose={() => setMade(null)} /> : null}
    </section>
  );
}
