import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import styles from './speakers.module.css';
import { w } from './words';

/** Returns the path that fills a QR code's dark modules, one unit each; null until its code is loaded. */
function useQr(text: string): { size: number; path: string } | null {
  const [drawn, setDrawn] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let current = true;
    import('../../components/qr').then(
      ({ drawQr }) => current && setDrawn(drawQr(text)),
      // The link stands below as text.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [text]);
  return drawn;
}

function Qr({ text }: { text: string }) {
  const drawn = useQr(text);
  const size = drawn?.size ?? 1;
  return (
    <svg class={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={w('qr')}>
      {drawn ? <path d={drawn.path} /> : null}
    </svg>
  );
}

/** Returns whether the text was copied, and the copying of it out of the field of that id. */
function useCopy(text: string, id: string) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const field = document.getElementById(id);
    if (field instanceof HTMLInputElement) field.select();
    await navigator.clipboard
      ?.writeText(text)
      // Where the clipboard is refused the text stays selected, to be copied by hand.
      .then(() => setCopied(true))
      .catch(() => undefined);
  };
  return { copied, copy };
}

/** Returns a speaker's one-time link, as QR code and as text to copy. */
export function LinkDialog({ name, url, onClose }: { name: string; url: string; onClose: () => void }) {
  const id = useId();
  const { copied, copy } = useCopy(url, id);
  return (
    <Dialog
      title={w('link_for', { name })}
      onClose={onClose}
      actions={
        <>
          <Button icon={copied ? 'check' : 'doc'} onClick={() => void copy()}>
            {w(copied ? 'copied' : 'copy')}
          </Button>
          <Button look="outline" onClick={onClose}>
            {w('close')}
          </Button>
        </>
      }
    >
      <p>{w('link_once', { name })}</p>
      <Qr text={url} />
      <label class={styles.linkLabel} for={id}>
        {w('link_text')}
      </label>
      <input
        id={id}
        class={styles.linkText}
        readOnly
        value={url}
        onFocus={event => event.currentTarget.select()}
      />
      <p class="vh" role="status">
        {copied ? w('copied') : null}
      </p>
    </Dialog>
  );
}
