import { isJsonObject } from '../json';
import type { DateHabits } from '../leads/input/date';
import type { Behavior, Lead } from '../leads/lead';
import { type Value, isEmpty } from './filters';
import { Moment } from './local-time';

/** What a text can speak of. */
export interface TextView {
  readonly lead: Lead;
  readonly behavior?: Behavior;
  readonly brand: string;
  /** ms UTC */
  readonly now: number;
  /** The IANA zone in which dates and times are printed: the lead's. */
  readonly zone: string;
  /** BCP 47; `en-US` when left out. */
  readonly locale?: string;
  /** How dates are written at the store; left out: as anywhere. */
  readonly dates?: DateHabits;
  /** The message of the flow: where a name is looked for last, so that `{{payload}}` works as in other nodes. */
  readonly msg?: object;
}

/** A value, and whether it came from the flow's message and not from what the store knows. */
export interface Found {
  readonly value: Value | undefined;
  readonly fromFlow: boolean;
}

/** Names that mean the same everywhere in a text: the flow's message never stands for them, and no section hides them. */
const OWN_NAMES: ReadonlySet<string> = new Set(['brand', 'now', 'lead', 'behavior']);

/** Whether a name is found also inside what a section has opened, without being in it. */
export function isOwnName(first: string): boolean {
  return OWN_NAMES.has(first);
}

/**
 * The value of `first.rest…`. In this order: the names above; a field of the lead; another property of the lead; the flow's
 * message. `{{lead.city}}` finds the field `city` too. Only own properties count, so `{{constructor}}` has no value. A path that
 * leads nowhere has none either: it is not looked for anew in the message when the store knows where it begins.
 */
export function lookUp(view: TextView, first: string, rest: readonly string[]): Found {
  const known = knownValue(view, first, rest);
  if (!isEmpty(known) || !view.msg || beginsHere(view, first, rest)) return { value: known, fromFlow: false };
  return { value: inside(view.msg, [first, ...rest]), fromFlow: true };
}

function beginsHere(view: TextView, first: string, rest: readonly string[]): boolean {
  if (first === 'behavior') return view.behavior !== undefined;
  return OWN_NAMES.has(first) || (rest.length > 0 && !isEmpty(ofLead(view.lead, [first])));
}

function knownValue(view: TextView, first: string, rest: readonly string[]): Value | undefined {
  switch (first) {
    case 'brand':
      return rest.length === 0 ? view.brand : undefined;
    case 'now':
      return rest.length === 0 ? new Moment(view.now) : undefined;
    case 'behavior':
      if (!view.behavior) return undefined;
      return rest.length === 1 && rest[0] === 'at'
        ? new Moment(view.behavior.at)
        : inside(view.behavior, rest);
    case 'lead':
      return rest.length === 0 ? undefined : ofLead(view.lead, rest);
    default:
      return ofLead(view.lead, [first, ...rest]);
  }
}

function ofLead(lead: Lead, path: readonly string[]): Value | undefined {
  const [first] = path;
  const isWhole = path.length === 1;
  if (first === 'firstName' || first === 'lastName') return inside(lead, path);
  if (first === 'createdAt') return isWhole ? new Moment(lead.createdAt) : undefined;
  const field = inside(lead.fields, path);
  if (!isEmpty(field)) return field;
  if (first === 'name' && isWhole) return [lead.firstName, lead.lastName].filter(Boolean).join(' ');
  return inside(lead, path);
}

/** Follows a path through own properties; undefined where it ends, and for what JSON cannot hold. */
export function inside(value: unknown, path: readonly string[]): Value | undefined {
  let current = value;
  for (const step of path) {
    if (!hasOwn(current, step)) return undefined;
    current = current[step];
  }
  if (typeof current === 'string' || typeof current === 'number' || typeof current === 'boolean')
    return current;
  return Array.isArray(current) || isJsonObject(current) ? current : undefined;
}

/** True when the value is an object with this property of its own: what it inherits is no data. */
export function hasOwn<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
