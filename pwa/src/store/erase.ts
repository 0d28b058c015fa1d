import type { Fetch } from './device';
import { runErrands } from './errands';
import { forgetPhone } from './forget';

/**
 * Erases this phone at once and what the server keeps about it; returns whether the server has heard. Out of its
 * reach the phone keeps nothing but the token by which the server is told at the next chance.
 */
export async function erasePhone(fetch: Fetch): Promise<boolean> {
  await forgetPhone(true);
  return runErrands(fetch);
}
