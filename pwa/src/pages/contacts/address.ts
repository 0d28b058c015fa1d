import { links } from '../../shared/links';

/** The screens of this page, each with an address, so that "back" leads to the one before. */
export type View = 'card' | 'edit' | 'people' | 'add' | 'type';

/** Returns the address of a screen. */
export function viewLink(view: View): string {
  return view === 'card' ? links.contacts : `${links.contacts}?view=${view}`;
}

/** Returns the address of a person's contact. */
export function personLink(id: string): string {
  return `${links.contacts}?contact=${encodeURIComponent(id)}`;
}

/** Returns the screen that an address's query names. */
export function viewIn({ view }: Record<string, string>): View {
  return view === 'edit' || view === 'people' || view === 'add' || view === 'type' ? view : 'card';
}
