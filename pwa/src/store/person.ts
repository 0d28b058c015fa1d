import type { Outcome } from '../shared/problem';
import { callAsDevice } from './device';

const page = (address: string, init: RequestInit) => fetch(address, init);

/** Links this phone to whoever is signed in, so that their own notices reach it. */
export function linkPerson(): Promise<Outcome<null>> {
  return callAsDevice(page, 'PUT', '/device/person', undefined, true);
}

/** Ends the link, so that this phone is its visitor's alone. */
export function unlinkPerson(): Promise<Outcome<null>> {
  return callAsDevice(page, 'DELETE', '/device/person');
}
