import { createHash } from 'node:crypto';
import type { JsonObject } from '../json';
import { isJsonObject } from '../json';
import {
  Refusal,
  type Room,
  checkKey,
  fullRoom,
  givenJson,
  givenObject,
  givenTime,
  isMissing,
  isUnsafeKey,
  optional,
  own,
  printableKey,
} from './given';
import { readConsent, readOptOut, type GivenAct, type GivenConsent } from './given-consent';
import { readLead } from './given-lead';
import { saysNothing } from './input/empties';
import { inPlace } from './input/field-names';
import type { Ignored } from './input/ignored';
import type { Behavior, E164, ToldOfLead } from './lead';
import { readPhone } from './phone';

export { formToObject } from './form';

/** What was posted about a lead's behavior, read and checked. */
export interface BehaviorInput {
  readonly phone: E164;
  readonly mobile: 'possible' | 'no';
  /** Without a given id its id is `<contentKey>.<newId()>`, unique, so that the same can truly happen again. */
  readonly behavior: Omit<Behavior, 'source'>;
  readonly idGiven: boolean;
  /**
   * The same when all that was told is the same, apart from a time of consent, so that the engine can count what is
   * delivered twice within a short time once. Who sends a form again with the box ticked tells something else. 22 letters,
   * digits, - and _.
   */
  readonly contentKey: string;
  readonly lead: ToldOfLead;
  /** Only there when consent was clearly given. */
  readonly consent?: GivenConsent;
  /** Only there when the lead opted out. */
  readonly optOut?: GivenAct;
  /** What could not be read beside an opt-out, in a sentence: it is left out, and the opt-out counts. */
  readonly leftOut?: string;
  /** What was told and is left out, because it says nothing or cannot be read; without it nothing is. */
  readonly ignored?: readonly Ignored[];
}

/** The behavior of who opts out; posted, it is an opt-out. */
export const OPTED_OUT = 'opted_out';

export type BehaviorReading =
  | { readonly ok: true; readonly input: BehaviorInput }
  /** `problem` is a sentence that names the field. Neither holds a phone number. */
  | { readonly ok: false; readonly field: string; readonly problem: string };

export interface ReadingContext {
  /** ms UTC */
  readonly now: number;
  /** ISO code of the store's country, for numbers without `+`. */
  readonly country: string;
  /** Anybody can post here: what is told may narrow when the lead is texted, and never widen it. */
  readonly isPublic?: boolean;
  /** What counts when the value does not tell it: the rest of a message may. */
  readonly otherwise?: { readonly phone: unknown; readonly behavior: unknown };
  readonly newId: () => string;
}

const KNOWN: ReadonlySet<string> = new Set([
  ...['phone', 'name', 'behavior', 'at', 'id', 'properties', 'lead', 'consent', 'optOut', 'clear'],
]);

/**
 * Reads what was posted to a store's behavior address or wired into a lead trigger:
 * `{phone, name, behavior, at, id, properties, lead, consent, optOut, clear}`, flat or nested, in any letters; only `phone` is needed.
 * Missing, null, blank and stand-ins such as `N/A` are the same. Any other field counts as one of the properties: what else stood in
 * a form belongs to what was done there, and the lead is only changed by what is called `lead`, `name` and `clear`. Of the
 * name, the lead and the properties, what cannot be read is left out and named in `ignored`. Never throws.
 */
export function readBehaviorInput(value: unknown, context: ReadingContext): BehaviorReading {
  try {
    return { ok: true, input: read(value, context) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { field, problem } = error;
    const optOut = optOutAlone(value, field, context);
    return optOut ? { ok: true, input: { ...optOut, leftOut: problem } } : { ok: false, field, problem };
  }
}

/** An opt-out is not lost for what came with it and cannot be taken. Undefined when there is none, or it is what is wrong. */
function optOutAlone(value: unknown, wrong: string, context: ReadingContext): BehaviorInput | undefined {
  if (!isJsonObject(value) || wrong === 'body' || /^(?:phone|optOut|behavior)\b/.test(wrong))
    return undefined;
  try {
    const placed = inPlace(value, []);
    const [phone, behavior, optOut] = ['phone', 'behavior', 'optOut'].map((name) => own(placed, name));
    const input = read({ phone, behavior, optOut }, context);
    return input.optOut && input;
  } catch {
    return undefined;
  }
}

function read(
  posted: unknown,
  { now, country, newId, isPublic = false, otherwise }: ReadingContext,
): BehaviorInput {
  if (!isJsonObject(posted)) {
    throw new Refusal('body', 'The body must be an object or a form with at least `phone`.');
  }
  const room = fullRoom();
  const value = inPlace(posted, room.ignored);
  const { phone, mobile } = givenPhone(told(value, 'phone', otherwise?.phone), country);
  const givenAt = own(value, 'at');
  const at = saysNothing(givenAt) ? undefined : givenTime(givenAt, 'at', now);
  const givenId = readId(own(value, 'id'));
  const properties = readProperties(value, room);
  const ofLead = readLead(own(value, 'lead'), { name: own(value, 'name'), clear: own(value, 'clear') }, room);
  const lead = isPublic ? asHint(ofLead) : ofLead;
  const happenedAt = at ?? now;
  const consent = readConsent(own(value, 'consent'), { happenedAt, now });
  const asked = readOptOut(own(value, 'optOut'), { happenedAt, now });
  if (consent && asked) {
    throw new Refusal(
      'optOut',
      'A lead cannot give `consent` and opt out at once: leave out one of the two.',
    );
  }
  const name = givenBehaviorName(
    told(value, 'behavior', otherwise?.behavior),
    asked ? OPTED_OUT : 'form_submitted',
  );
  const optOut = asked ?? (name === OPTED_OUT ? { at: happenedAt } : undefined);
  const contentKey = keyOf([phone, name, at, properties, lead, actOf(consent), actOf(optOut)]);
  return {
    phone,
    mobile,
    behavior: { id: givenId ?? `${contentKey}.${newId()}`, name, at: happenedAt, properties },
    idGiven: givenId !== undefined,
    contentKey,
    lead,
    ...(consent && { consent }),
    ...(optOut && { optOut }),
    ...(room.ignored.length > 0 && { ignored: room.ignored }),
  };
}

function told(value: object, field: string, otherwise: unknown): unknown {
  const given = own(value, field);
  return saysNothing(given) ? (otherwise ?? given) : given;
}

function givenPhone(value: unknown, country: string): { phone: E164; mobile: 'possible' | 'no' } {
  if (isMissing(value)) throw new Refusal('phone', '`phone` is missing.');
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Refusal('phone', '`phone` must be a text or a number.');
  }
  const reading = readPhone(String(value), country);
  if (!reading.ok) throw new Refusal('phone', `\`phone\` cannot be used. ${reading.problem}`);
  return reading;
}

function givenBehaviorName(value: unknown, otherwise: string): string {
  if (saysNothing(value)) return otherwise;
  const name = typeof value === 'string' ? value.trim() : '';
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name) || isUnsafeKey(name)) {
    throw new Refusal('behavior', '`behavior` must be a name of 1 to 64 letters, digits, _, - or dots.');
  }
  return name;
}

function readId(value: unknown): string | undefined {
  if (saysNothing(value)) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new Refusal('id', '`id` is a number beyond 2^53, which has lost digits: send it as a text.');
  }
  const isNumber = typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
  const id = isNumber ? String(value) : value;
  if (typeof id !== 'string' || !/^[^\p{Cc}\p{Cs}]{1,128}$/u.test(id)) {
    throw new Refusal('id', '`id` must be a text of 1 to 128 characters without line breaks, or a number.');
  }
  return id;
}

function readProperties(value: object, room: Room): JsonObject {
  const properties: JsonObject = {};
  for (const key of Object.keys(value))
    if (!KNOWN.has(key)) addProperty(properties, value, key, 'body', room);
  const given = own(value, 'properties');
  const told = isMissing(given) ? undefined : optional(room, () => givenObject(given, 'properties'));
  if (told) for (const key of Object.keys(told)) addProperty(properties, told, key, 'properties', room);
  return properties;
}

function addProperty(to: JsonObject, told: object, key: string, group: string, room: Room): void {
  const value = own(told, key);
  if (value === undefined) return;
  const field = group === 'body' ? printableKey(key) : `${group}.${printableKey(key)}`;
  const read = optional(room, () => {
    checkKey(key, group, room);
    return givenJson(value, field, room, group === 'body' ? 1 : 2);
  });
  if (read !== undefined) to[key] = read;
}

/** A zone that anybody can tell stands beside what is known, and clears nothing. */
function asHint({ zone, clear, ...told }: ToldOfLead): ToldOfLead {
  const cleared = clear?.filter((name) => name !== 'zone' && name !== 'zoneHint');
  return {
    ...told,
    ...(zone !== undefined && { zoneHint: zone }),
    ...(cleared && cleared.length > 0 && { clear: cleared }),
  };
}

/** What was said, without when: left out, that is the present. */
function actOf(act: GivenAct | undefined): object | undefined {
  if (!act) return undefined;
  const { at: _at, ...said } = act;
  return said;
}

/** SHA-256 over the content with its keys in order, 132 bits of it. */
function keyOf(content: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(content)))
    .digest('base64url')
    .slice(0, 22);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isJsonObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) copy[key] = inOrder(value[key]);
  return copy;
}
