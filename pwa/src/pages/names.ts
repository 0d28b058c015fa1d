import { en } from '../i18n/en';
import { type Key, t } from '../i18n/index';

function named(prefix: string, value: string): string {
  const key = `${prefix}.${value}`;
  if (key in en) return t(key as Key);
  return value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
}

/** Returns the word for a kind of session; a kind unknown to this version keeps its own name. */
export function kindName(kind: string): string {
  return named('kind', kind);
}

export function roleName(role: string): string {
  return named('role', role);
}

export function institutionName(kind: string): string {
  return named('institution', kind);
}

export function themeName(theme: string): string {
  return named('theme', theme);
}

export function prayerName(prayer: string): string {
  return named('prayer', prayer);
}

/** Returns a catalogue's name from its slug, the year left out: `top-99-2018` is the Top 99. */
export function listName(slug: string): string {
  const bare = slug.replace(/-\d{4}$/, '').replaceAll('-', ' ');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
