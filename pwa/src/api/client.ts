import { type Outcome, readProblem } from '../shared/problem';

export type { FieldError, Outcome, Problem } from '../shared/problem';

const API = '/api/v1';

/** Calls the API as the person whose cookie this browser holds. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<Outcome<T>> {
  // A file says itself of what kind it is.
  const isJson = body !== undefined && !(body instanceof Blob);
  let response: Response;
  try {
    response = await fetch(API + path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: isJson ? { 'Content-Type': 'application/json' } : {},
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    });
  } catch {
    return { ok: false, problem: { kind: 'unreachable' } };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) return { ok: false, problem: readProblem(response.status, answer) };
  return { ok: true, value: answer as T };
}

/** Who is signed in: a speaker by a link has no address. */
export interface Me {
  email: string | null;
  roles: string[];
  /** The id of the speaker that this person is. */
  speaker?: string | null;
}

export function signIn(email: string, password: string): Promise<Outcome<null>> {
  return call('POST', '/auth/sign-in', { email, password });
}

/** Signs in by the token of a one-time link. */
export function signInByLink(token: string): Promise<Outcome<null>> {
  return call('POST', '/auth/link', { token });
}

export function signOut(): Promise<Outcome<null>> {
  return call('POST', '/auth/sign-out');
}

/** Returns who is signed in; a refusal of status 401 says nobody. */
export function whoAmI(): Promise<Outcome<Me>> {
  return call('GET', '/auth/me');
}
