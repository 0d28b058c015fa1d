import { call, type Outcome } from './client';
import type { SlotChange } from './programme';

/** Which speaker is signed in, and the changes they were told of, newest first. */
export interface Slots {
  speaker: string;
  changes: SlotChange[];
}

export function mySlots(): Promise<Outcome<Slots>> {
  return call('GET', '/speaker/slots');
}

export function acknowledgeChange(id: number): Promise<Outcome<null>> {
  return call('POST', `/speaker/changes/${id}/acknowledge`);
}
