import { type Signal, signal } from '@preact/signals';
import type { Session } from '../shared/document';
import { withDatabase } from './db';
import { isOver } from './select';

const KEY = 'places';

/** What the crew at a session's door said of its room, and when. */
export interface Place {
  state: 'free' | 'filling' | 'full';
  /** ISO 8601 with offset. */
  at: string;
}

/** What the server tells of places: all that is known, or what has changed; null takes back what was said. */
export interface PlacesTold {
  whole: boolean;
  sessions: { session: string; state: Place['state'] | null; at: string }[];
}

/** The places by session, as last heard; of most sessions nobody says anything. */
export const places: Signal<ReadonlyMap<string, Place>> = signal(new Map());

/** Reads what was heard last time, for a phone without a network. */
export async function loadPlaces(): Promise<void> {
  const kept = await withDatabase(db => db.get('device', KEY));
  if (Array.isArray(kept)) places.value = new Map(kept);
}

/** Takes over what the server tells, and keeps it. */
export async function hearPlaces({ whole, sessions }: PlacesTold): Promise<void> {
  const heard = new Map(whole ? [] : places.value);
  for (const { session, state, at } of sessions) {
    if (state === null) heard.delete(session);
    else heard.set(session, { state, at });
  }
  places.value = heard;
  await withDatabase(db => db.put('device', [...heard], KEY), 'trifles');
}

function isHeld(session: Session, now: number): boolean {
  return session.status !== 'cancelled' && !isOver(session, now);
}

/** Returns what is said of a session's places, null where nobody said anything or it no longer matters. */
export function placesOf(session: Session, now: number): Place | null {
  return isHeld(session, now) ? (places.value.get(session.id) ?? null) : null;
}

/** Returns whether one may still find a place: the session is to come or under way, and nobody said that it is full. */
export function hasPlaces(session: Session, now: number): boolean {
  return isHeld(session, now) && places.value.get(session.id)?.state !== 'full';
}
