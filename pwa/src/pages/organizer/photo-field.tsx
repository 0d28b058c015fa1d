import { useRef, useState } from 'preact/hooks';
import type { Outcome, Problem } from '../../api/client';
import { deletePhoto, putPhoto } from '../../api/programme';
import { localText } from '../../i18n/index';
import type { Speaker } from '../../shared/document';
import { isRefused, refusal } from './refusal';
import styles from './speakers.module.css';
import { syncUntil } from './sync-until';
import { type Word, w } from './words';

const KINDS = 'image/jpeg,image/png,image/webp';
/** What the server takes at most; a larger file would be on its way for long before it is refused. */
const MOST_BYTES = 8 * 1024 * 1024;

function faultOf(problem: Problem): string {
  if (isRefused(problem, 413)) return w('photo_too_large');
  if (isRefused(problem, 415) || isRefused(problem, 422)) return w('photo_unreadable');
  return refusal(problem);
}

/** Returns the way to choose a speaker's photo, and to remove it. */
export function PhotoField({ speaker }: { speaker: Speaker }) {
  const [said, setSaid] = useState<Word | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const busy = said === 'photo_publishing';
  const name = localText(speaker.name).value;

  const publish = async (work: () => Promise<Outcome<{ revision: number }>>, done: Word) => {
    if (busy) return;
    setFault(null);
    setSaid('photo_publishing');
    const outcome = await work();
    if (outcome.ok) await syncUntil(({ revision }) => revision >= outcome.value.revision);
    setSaid(outcome.ok ? done : null);
    if (!outcome.ok) setFault(faultOf(outcome.problem));
  };
  const choose = (field: HTMLInputElement) => {
    const file = field.files?.[0];
    // The same file can then be chosen again.
    field.value = '';
    if (!file) return;
    if (file.size > MOST_BYTES) setFault(w('photo_too_large'));
    else void publish(() => putPhoto(speaker.id, file), 'photo_published');
  };
  const remove = () => {
    // The button goes with the photo.
    input.current?.focus();
    void publish(() => deletePhoto(speaker.id), 'photo_removed');
  };
  return (
    <div class={styles.photo} aria-busy={busy ? 'true' : undefined}>
      <label class={styles.choose}>
        <input
          ref={input}
          class="vh"
          type="file"
          accept={KINDS}
          aria-label={w('choose_photo_of', { name })}
          onChange={event => choose(event.currentTarget)}
        />
        {w('choose_photo')}
      </label>
      {speaker.photo ? (
        <button
          type="button"
          class={styles.remove}
          aria-label={w('remove_photo_of', { name })}
          onClick={remove}
        >
          {w('remove_photo')}
        </button>
      ) : null}
      <p class={styles.meta} role="status">
        {said ? w(said) : ''}
      </p>
      {fault ? (
        <p class={styles.fault} role="alert">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
