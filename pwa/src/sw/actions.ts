import { newId } from '../store/actions';
import { wakeWhenOnline } from '../store/background';
import { announceChange } from '../store/changes';
import { sendWaiting } from '../store/exchange';
import { keepAction } from '../store/outbox';
import { leaveTopic } from '../store/stored-prefs';
import type { Scope } from './scope';
import { world } from './sync';

const LATER_MINUTES = 10;

/** Keeps what a notification's button asks for; returns whether it is one that needs no window. */
async function keep(action: string, now: number): Promise<boolean> {
  const [verb, id] = action.split(/:(.*)/s);
  if (!id) return false;
  if (verb === 'mute') await leaveTopic(id);
  else if (verb === 'remind') {
    const body = { session: id, minutes: LATER_MINUTES };
    await keepAction({ id: newId(), at: new Date(now).toISOString(), kind: 'remind', body });
  } else return false;
  return true;
}

/**
 * Does what a notification's button asks for without opening the app: `mute:TOPIC` leaves a topic,
 * `remind:SESSION` asks for a reminder in ten minutes. Kept on the phone at once and sent when it can be;
 * returns whether the button was one of these.
 */
export async function actQuietly(scope: Scope, action: string, now: number): Promise<boolean> {
  if (!(await keep(action, now))) return false;
  announceChange({ collections: [], own: true });
  if (!(await sendWaiting(world.fetch).catch(() => false))) await wakeWhenOnline(scope.registration);
  return true;
}
