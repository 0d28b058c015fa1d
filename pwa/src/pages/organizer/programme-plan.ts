import type { SessionChange } from '../../api/programme';
import type { Day, Session } from '../../shared/document';
import { venueDay } from '../../shared/time';
import { fieldTime, momentAt } from './venue-time';

/** Where and when a session shall be, as the form's fields give it: times on the venue's clock. */
export interface Plan {
  date: string;
  start: string;
  end: string;
  room: string | null;
  status: Session['status'];
}

export type PlanFault = 'required' | 'end_first' | 'nothing_changed';

const DAY_MINUTES = 24 * 60;

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function timeOf(minutes: number): string {
  const held = Math.min(DAY_MINUTES - 1, Math.max(0, minutes));
  return `${String(Math.floor(held / 60)).padStart(2, '0')}:${String(held % 60).padStart(2, '0')}`;
}

export function planOf(session: Session): Plan {
  return {
    date: venueDay(session.start),
    start: fieldTime(session.start),
    end: fieldTime(session.end),
    room: session.room,
    status: session.status,
  };
}

/** Returns the plan with another start; the end follows, so that the session keeps its length. */
export function startingAt(plan: Plan, start: string): Plan {
  if (!start || !plan.start || !plan.end) return { ...plan, start };
  const moved = minutesOf(start) - minutesOf(plan.start);
  return { ...plan, start, end: timeOf(minutesOf(plan.end) + moved) };
}

/** Returns the plan delayed by so many minutes. */
export function delayed(plan: Plan, minutes: number): Plan {
  return plan.start ? startingAt(plan, timeOf(minutesOf(plan.start) + minutes)) : plan;
}

/** Returns the session as planned; what was not touched stays as it is, letter by letter. */
export function planned(session: Session, plan: Plan, days: readonly Day[], zone: string): Session {
  const before = planOf(session);
  const sameDay = plan.date === before.date;
  const at = (time: string) => momentAt(`${plan.date}T${time}`, zone);
  return {
    ...session,
    day: sameDay ? session.day : (days.find(day => day.date === plan.date)?.id ?? session.day),
    start: sameDay && plan.start === before.start ? session.start : at(plan.start),
    end: sameDay && plan.end === before.end ? session.end : at(plan.end),
    room: plan.room,
    status: plan.status,
  };
}

/** Returns what keeps the plan from being published; null where nothing does. */
export function planFault(session: Session, plan: Plan): PlanFault | null {
  if (!plan.start || !plan.end) return 'required';
  const before = planOf(session);
  const fields = ['date', 'start', 'end', 'room', 'status'] as const;
  if (fields.every(field => plan[field] === before[field])) return 'nothing_changed';
  // A session that ends after midnight keeps its end unless its times are touched.
  const keepsTimes = plan.start === before.start && plan.end === before.end;
  if (!keepsTimes && minutesOf(plan.end) <= minutesOf(plan.start)) return 'end_first';
  return null;
}

export function changeOf(before: Session, after: Session): SessionChange {
  return { do: 'put', collection: 'sessions', record: after, base: before.revision };
}
