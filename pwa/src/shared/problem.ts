/** What a request came to: its value, or why there is none. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Why a request failed: nobody answered, or the server refused it (RFC 9457 problem details). */
export type Problem =
  | { kind: 'unreachable' }
  | { kind: 'refused'; status: number; title: string; detail: string; errors: FieldError[] };

export interface FieldError {
  field: string;
  message: string;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Returns the errors per field, given as a list of `{field, message}` or as an object of messages. */
function fieldErrors(value: unknown): FieldError[] {
  if (Array.isArray(value)) {
    return value
      .filter(isObject)
      .map(each => ({ field: text(each.field), message: text(each.message) || text(each.detail) }));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).map(([field, message]) => ({
    field,
    message: Array.isArray(message) ? message.map(text).join(' ') : text(message),
  }));
}

/** Returns a refusal from an answer's status and body; a body that is no problem document gives only its status. */
export function readProblem(status: number, body: unknown): Problem {
  const document = isObject(body) ? body : {};
  return {
    kind: 'refused',
    status,
    title: text(document.title),
    detail: text(document.detail),
    errors: fieldErrors(document.errors),
  };
}
