import { readOwn, writeOwn } from './device';

const ASKED = 'persistence-asked';

/**
 * Asks the browser once to keep the phone's store when space runs short; called when the visitor has made
 * something worth keeping, for browsers grant it by use or ask the visitor.
 */
export async function askToKeepStore(): Promise<void> {
  const { storage } = navigator;
  if (typeof storage?.persist !== 'function' || (await readOwn(ASKED))) return;
  await writeOwn(ASKED, true);
  if (!(await storage.persisted())) await storage.persist();
}
