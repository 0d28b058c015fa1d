import { counted } from '../i18n/format';
import { t } from '../i18n/index';

/** The minutes before a start at which one can be reminded. */
export const LEADS = [5, 10, 15, 30, 60];

const NONE = 'none';

/** Returns a lead time in words; null is no reminder. */
export function leadWords(minutes: number | null): string {
  return minutes === null ? t('reminder.none') : counted(minutes, 'reminder.before');
}

/** Returns the choices of a lead time, with one that was chosen elsewhere among them. */
export function leadOptions(chosen: number | null | undefined): { value: string; text: string }[] {
  const leads = typeof chosen === 'number' && !LEADS.includes(chosen) ? [...LEADS, chosen] : LEADS;
  return [
    ...leads.sort((a, b) => a - b).map(minutes => ({ value: String(minutes), text: leadWords(minutes) })),
    { value: NONE, text: leadWords(null) },
  ];
}

export function leadValue(minutes: number | null): string {
  return minutes === null ? NONE : String(minutes);
}

export function leadOf(value: string): number | null {
  return value === NONE ? null : Number(value);
}
