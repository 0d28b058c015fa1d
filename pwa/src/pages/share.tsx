import { useState } from 'preact/hooks';
import { Button } from '../components/button';
import { w } from './session-words';

type Shared = 'no' | 'copied' | 'failed';

/** Hands the page to the phone's share sheet, or to the clipboard where there is none; returns what came of it. */
async function sharePage(title: string, url: string): Promise<Shared> {
  const isOffered = typeof navigator.share === 'function';
  try {
    if (isOffered) await navigator.share({ title, url });
    else await navigator.clipboard.writeText(url);
  } catch (fault) {
    // Whoever closes the sheet has not failed.
    if (fault instanceof DOMException && fault.name === 'AbortError') return 'no';
    return 'failed';
  }
  return isOffered ? 'no' : 'copied';
}

/** Returns the button that shares this page's address. */
export function ShareButton({ title, path }: { title: string; path: string }) {
  const [shared, setShared] = useState<Shared>('no');
  const share = async () => setShared(await sharePage(title, new URL(path, window.location.href).href));
  return (
    <>
      <Button look="soft" small icon={shared === 'copied' ? 'check' : 'share'} onClick={() => void share()}>
        {w('share.button')}
      </Button>
      <span role="status">{shared === 'no' ? null : w(`share.${shared}`)}</span>
    </>
  );
}
