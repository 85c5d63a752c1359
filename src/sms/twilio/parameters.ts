import { isJsonObject } from '../../json';

/** The parameters of a webhook whose signature was checked. Names come from outside, so they are no object's keys. */
export type Parameters = ReadonlyMap<string, string>;

/**
 * Reads a body: a form, or JSON when `isJson`. Of a name that comes more than once the first value counts; what is no text
 * or number is left out. Undefined when it is neither.
 */
export function readParameters(body: string, isJson: boolean): Parameters | undefined {
  const parameters = new Map<string, string>();
  for (const [name, value] of isJson ? entriesOf(body) : new URLSearchParams(body)) {
    if (!parameters.has(name)) parameters.set(name, withoutNul(value));
  }
  return parameters.size > 0 ? parameters : undefined;
}

function entriesOf(json: string): [string, string][] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [];
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, one]): [string, string][] =>
    typeof one === 'string' || typeof one === 'number' ? [[name, String(one)]] : [],
  );
}

/** Twilio passes on the NUL characters that some phones send, which databases and displays choke on. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

/** `SM` for a text, `MM` for one with media (Twilio docs, message resource, read November 2026). */
export function isMessageSid(sid: string | undefined): sid is string {
  return sid !== undefined && /^(?:SM|MM)[0-9a-f]{32}$/i.test(sid);
}
