import { createHash } from 'node:crypto';
import type { JsonObject } from '../json';
import { isJsonObject } from '../json';
import {
  Refusal,
  type Room,
  checkKey,
  fullRoom,
  givenJson,
  givenJsonObject,
  givenObject,
  givenTime,
  isMissing,
  isUnsafeKey,
  own,
} from './given';
import { readConsent, readOptOut, type GivenAct, type GivenConsent } from './given-consent';
import { readLead } from './given-lead';
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
  readonly newId: () => string;
}

const KNOWN = ['phone', 'name', 'behavior', 'at', 'id', 'properties', 'lead', 'consent', 'optOut'];

/**
 * Reads what was posted to a store's behavior address or wired into a lead trigger:
 * `{phone, name, behavior, at, id, properties, lead, consent, optOut}`; only `phone` is needed. Missing, null and empty text are
 * the same. Any other field counts as one of the properties: what else stood in a form belongs to what was done there, and
 * the lead herself is only changed by what is called `lead`. Never throws.
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
  const [phone, behavior, optOut] = ['phone', 'behavior', 'optOut'].map((name) => own(value, name));
  try {
    const input = read({ phone, behavior, optOut }, context);
    return input.optOut && input;
  } catch {
    return undefined;
  }
}

function read(value: unknown, { now, country, newId }: ReadingContext): BehaviorInput {
  if (!isJsonObject(value)) {
    throw new Refusal('body', 'The body must be an object or a form with at least `phone`.');
  }
  // First: who wrote `Phone` shall not be told that the phone is missing.
  for (const key of Object.keys(value)) refuseNearMiss(key);
  const room = fullRoom();
  const { phone, mobile } = givenPhone(own(value, 'phone'), country);
  const givenAt = own(value, 'at');
  const at = isMissing(givenAt) ? undefined : givenTime(givenAt, 'at', now);
  const givenId = readId(own(value, 'id'));
  const properties = readProperties(value, room);
  const lead = readLead(own(value, 'lead'), own(value, 'name'), room);
  const happenedAt = at ?? now;
  const consent = readConsent(own(value, 'consent'), { happenedAt, now });
  const told = readOptOut(own(value, 'optOut'), { happenedAt, now });
  if (consent && told) {
    throw new Refusal(
      'optOut',
      'A lead cannot give `consent` and opt out at once: leave out one of the two.',
    );
  }
  const name = givenBehaviorName(own(value, 'behavior'), told ? OPTED_OUT : 'form_submitted');
  const optOut = told ?? (name === OPTED_OUT ? { at: happenedAt } : undefined);
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
  };
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
  if (isMissing(value)) return otherwise;
  const name = typeof value === 'string' ? value.trim() : '';
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name) || isUnsafeKey(name)) {
    throw new Refusal('behavior', '`behavior` must be a name of 1 to 64 letters, digits, _, - or dots.');
  }
  return name;
}

function readId(value: unknown): string | undefined {
  if (isMissing(value)) return undefined;
  const id = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof id !== 'string' || !/^[^\p{Cc}\p{Cs}]{1,128}$/u.test(id)) {
    throw new Refusal('id', '`id` must be a text of 1 to 128 characters without line breaks, or a number.');
  }
  return id;
}

function readProperties(value: object, room: Room): JsonObject {
  const properties: JsonObject = {};
  for (const key of Object.keys(value)) {
    if (KNOWN.includes(key)) continue;
    checkKey(key, 'body', room);
    const extra = own(value, key);
    if (extra !== undefined) properties[key] = givenJson(extra, 'properties', room);
  }
  const told = givenJsonObject(givenObject(own(value, 'properties'), 'properties'), 'properties', room);
  return { ...properties, ...told };
}

/** `Phone` or `behaviour` would otherwise become a property without anybody noticing. */
function refuseNearMiss(key: string): void {
  if (KNOWN.includes(key)) return;
  const small = key.toLowerCase().replace('_', '');
  const meant = small === 'behaviour' ? 'behavior' : KNOWN.find((known) => known.toLowerCase() === small);
  if (meant) throw new Refusal(meant, `\`${key}\` must be written \`${meant}\`.`);
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
