import type { Json, JsonObject } from '../json';

/** The fields that hold fields of their own. */
const GROUPS = new Set(['properties', 'lead', 'consent', 'optOut']);

/** Beside their fields they may be ticked themselves. */
const ACTS = new Set(['consent', 'optOut']);

/**
 * The fields of an HTML form as the object that `readBehaviorInput` takes. `lead.city` and `lead[city]` both go into
 * `lead`, likewise `properties`, `consent` and `optOut`; a field that comes several times, or is named `x[]`, becomes a list; empty
 * fields are left out, because a form sends every field it has. A plain `consent` beside `consent.words` is its `given`, likewise `optOut`.
 */
export function formToObject(entries: Iterable<readonly [string, string]>): JsonObject {
  const fields = new Map<string, Json>();
  const groups = new Map<string, Map<string, Json>>();
  for (const [name, value] of entries) {
    if (value.trim() === '') continue;
    const isList = name.endsWith('[]');
    const { group, key } = splitFieldName(isList ? name.slice(0, -2) : name);
    add(group === undefined ? fields : groupOf(groups, group), key, value, isList);
  }
  for (const [group, inside] of groups) {
    const plain = fields.get(group);
    if (plain !== undefined && !ACTS.has(group)) continue; // "must be an object" is for the reader to say
    // A checkbox that is not ticked sends nothing, while a hidden field with its words does.
    if (group === 'consent' && !inside.has('given')) inside.set('given', plain ?? 'no');
    if (group === 'optOut' && !inside.has('given') && plain !== undefined) inside.set('given', plain);
    fields.set(group, Object.fromEntries(inside));
  }
  // fromEntries makes own properties also of names such as __proto__, which the reader then refuses.
  return Object.fromEntries(fields);
}

function splitFieldName(name: string): { group?: string; key: string } {
  const end = name.search(/[.[]/);
  const group = name.slice(0, Math.max(end, 0));
  if (!GROUPS.has(group)) return { key: name };
  if (name[end] === '.') return { group, key: name.slice(end + 1) };
  return name.endsWith(']') ? { group, key: name.slice(end + 1, -1) } : { key: name };
}

function groupOf(groups: Map<string, Map<string, Json>>, name: string): Map<string, Json> {
  const known = groups.get(name);
  if (known) return known;
  const made = new Map<string, Json>();
  groups.set(name, made);
  return made;
}

function add(to: Map<string, Json>, key: string, value: string, isList: boolean): void {
  const before = to.get(key);
  if (Array.isArray(before)) before.push(value);
  else if (before !== undefined) to.set(key, [before, value]);
  else to.set(key, isList ? [value] : value);
}
