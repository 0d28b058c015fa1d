import type { Session, Text } from '../shared/document';
import { call, type Outcome } from './client';

/** A change of the programme, based on the record's revision that was looked at. */
export interface SessionChange {
  do: 'put';
  collection: 'sessions';
  record: Session;
  base: number;
}

/** What would be pushed for one session: its texts, and to how many. */
export interface ChangeNotice {
  session: string;
  kind: 'moved' | 'cancelled' | 'restored';
  title: Text;
  body: Text;
  phones: number;
  visitors: number;
  speakers: number;
}

export interface Clash {
  session: string;
  with: string;
  kind: 'room' | 'speaker';
  detail: string;
}

export interface ProgrammePreview {
  notices: ChangeNotice[];
  clashes: Clash[];
}

/** When and where a session is. */
export interface Placement {
  start: string;
  end: string;
  room: string | null;
  status: Session['status'];
}

/** A change that a speaker was told of; `acknowledged_at` is null until they say that they have seen it. */
export interface SlotChange {
  id: number;
  session: string;
  speaker: string;
  made_at: string;
  old: Placement;
  new: Placement;
  acknowledged_at: string | null;
}

/** How well a speaker can be reached; `linked` counts phones. */
export interface SpeakerContact {
  speaker: string;
  linked: number;
  signed_in: boolean;
}

export function previewProgramme(changes: SessionChange[]): Promise<Outcome<ProgrammePreview>> {
  return call('POST', '/organizer/programme/preview', { changes });
}

/** Publishes changes as one new version, pushing about the sessions named in `tell`; 409 says a base is outdated. */
export function publishProgramme(
  changes: SessionChange[],
  { note, tell }: { note: string; tell: string[] },
): Promise<Outcome<{ revision: number }>> {
  return call('POST', '/organizer/programme', { changes, note, tell });
}

/** Returns the changes speakers were told of, newest first. */
export function acknowledgements(): Promise<Outcome<SlotChange[]>> {
  return call('GET', '/organizer/acknowledgements');
}

export function speakerContacts(): Promise<Outcome<SpeakerContact[]>> {
  return call('GET', '/organizer/speakers');
}

/** Makes a link that signs this speaker in once within 24 hours. */
export function makeSpeakerLink(speaker: string): Promise<Outcome<{ url: string }>> {
  return call('POST', `/organizer/speakers/${encodeURIComponent(speaker)}/link`);
}

/** Publishes a speaker with the picture of a file as their photo. */
export function putPhoto(speaker: string, file: File): Promise<Outcome<{ revision: number }>> {
  return call('PUT', `/organizer/speakers/${encodeURIComponent(speaker)}/photo`, file);
}

/** Publishes a speaker without a photo. */
export function deletePhoto(speaker: string): Promise<Outcome<{ revision: number }>> {
  return call('DELETE', `/organizer/speakers/${encodeURIComponent(speaker)}/photo`);
}
