import { saveText } from '../calendar/save';

const TYPE = 'text/vcard';

function wasClosed(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === 'AbortError';
}

/** Hands cards to the phone's share sheet, from which address books take them, or saves them as a file. */
export async function handOverFile(cards: string, name: string): Promise<void> {
  const files = [new File([cards], name, { type: TYPE })];
  if (!navigator.canShare?.({ files })) {
    saveText(cards, name, TYPE);
    return;
  }
  try {
    await navigator.share({ files });
  } catch (fault) {
    // Whoever closes the sheet wants no file either.
    if (!wasClosed(fault)) saveText(cards, name, TYPE);
  }
}

export type Shared = 'no' | 'copied' | 'copy_failed';

/** Hands an address to the share sheet, or to the clipboard where there is none; returns what came of it. */
export async function handOverLink(title: string, url: string): Promise<Shared> {
  const isOffered = typeof navigator.share === 'function';
  try {
    if (isOffered) await navigator.share({ title, url });
    else await navigator.clipboard.writeText(url);
  } catch (fault) {
    return wasClosed(fault) ? 'no' : 'copy_failed';
  }
  return isOffered ? 'no' : 'copied';
}

/** Returns a file's name of a person's: letters and digits of any script. */
export function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return `${plain.toLowerCase() || 'kontak'}.vcf`;
}
