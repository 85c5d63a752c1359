import { isJsonObject, type Json, type JsonObject } from '../json';
import { fullRoom, optional, own } from './given';
import { inPlace } from './input/field-names';

/**
 * The fields of an HTML form as the object that `readBehaviorInput` takes, each under its own name: the reader puts `lead.city` and
 * `lead[city]` in their place. A field that comes several times, or is named `x[]`, becomes a list; empty fields are left out,
 * because a form sends every field it has.
 */
export function formToObject(entries: Iterable<readonly [string, string]>): JsonObject {
  const fields = new Map<string, Json>();
  for (const [name, value] of entries) {
    if (value.trim() === '') continue;
    const isList = name.endsWith('[]');
    add(fields, isList ? name.slice(0, -2) : name, value, isList);
  }
  // fromEntries makes own properties also of names such as __proto__, which the reader then leaves out.
  const form = Object.fromEntries(fields);
  return hasUntickedConsent(form) ? { ...form, 'consent.given': 'no' } : form;
}

/** A box that is not ticked sends nothing, while a hidden field with its words does. */
function hasUntickedConsent(form: JsonObject): boolean {
  if (!Object.keys(form).some((name) => /^\W*consent\W/i.test(name))) return false;
  const placed = optional(fullRoom(), () => inPlace(form, []));
  const consent = placed && own(placed, 'consent');
  return isJsonObject(consent) && own(consent, 'given') === undefined;
}

function add(to: Map<string, Json>, key: string, value: string, isList: boolean): void {
  const before = to.get(key);
  if (Array.isArray(before)) before.push(value);
  else if (before !== undefined) to.set(key, [before, value]);
  else to.set(key, isList ? [value] : value);
}
