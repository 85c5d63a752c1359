import { isJsonObject, type JsonObject } from '../json';
import { OPTED_OUT, type BehaviorInput } from '../leads/behavior-input';
import type { GivenAct, GivenConsent } from '../leads/given-consent';
import type { Ignored } from '../leads/input/ignored';
import { TooMuch, checkFields, checkTags } from '../leads/limits';
import { type Behavior, type BehaviorSource, type Lead, type ToldOfLead } from '../leads/lead';
import type { LedgerEntry } from '../leads/ledger';
import type { Purpose } from '../leads/message';
import { coverageOf } from '../permission/ledger';
import { writeLine } from '../permission/ledger/write';
import type { Draft } from '../store/draft';
import { changePerson } from './another-person';
import { bringIn } from './newcomers';
import { takeBehavior, type Deployed } from './behaviors';
import { isNewOptOut, saidHere, takeOptOut, type ToldAct } from './opt-outs';
import { idBeside, seenBefore } from './repetitions';

/** A behavior as it came in from outside, read and checked, with what was told about the lead along the way. */
export interface Arrival {
  readonly input: BehaviorInput;
  readonly source: BehaviorSource;
}

/** What is told of an act of consent. */
export interface ToldConsent extends ToldAct {
  /** To which texts. */
  readonly covers: Purpose;
  /** Which version of the wording it was. */
  readonly version?: string;
}

/** The same consent within this time is one act, ms. */
const GIVEN_AGAIN_MS = 86_400_000;

export interface Recorded {
  readonly lead: Lead;
  /** It had come before, and nothing changed. */
  readonly repeated: boolean;
  /** Its id had been used for something else, so it is recorded under this one. */
  readonly recordedAs?: string;
  /** What could not be taken and was left out so that an opt-out is not lost, in a sentence. */
  readonly leftOut?: string;
}

/** Records what arrived, in one step: the lead, their consent or opt-out, the behavior, and all that follows from it. */
export function takeArrival(draft: Draft, { input, source }: Arrival, deployed: Deployed): Recorded {
  const { id, name, at, properties } = input.behavior;
  const { idGiven, contentKey: content, optOut } = input;
  const told: Behavior = { id, name, at, properties, source, ...(idGiven ? { content } : {}) };
  const isKnown = draft.record !== undefined;
  const seen = isKnown ? seenBefore(draft.lead, told, input) : ({ before: false, id } as const);
  if (seen.before) {
    const counts = optOut !== undefined && isNewOptOut(draft.lead.ledger, actOf(optOut, source));
    if (counts) recordOptOut(draft, optOut, sinceThen(draft, told), deployed);
    return { lead: draft.lead.lead, repeated: !counts };
  }
  const behavior: Behavior = { ...told, id: seen.id };
  if (isKnown) changePerson(draft, input.lead, deployed.sharedNumber);
  const leftOut = (isKnown ? setWhatWasTold(draft, input) : undefined) ?? input.leftOut;
  if (!isKnown) bringIn(draft, input.phone, input.lead);
  noteLeftOut(draft, input.ignored);
  if (input.mobile === 'no') markUnreachable(draft);
  if (input.consent) recordConsent(draft, consentOf(input.consent, source), deployed);
  if (optOut) recordOptOut(draft, optOut, behavior, deployed);
  if (!optOut || name !== OPTED_OUT) takeBehavior(draft, behavior, deployed);
  return {
    lead: draft.lead.lead,
    repeated: false,
    ...(seen.id === id ? {} : { recordedAs: seen.id }),
    ...(leftOut === undefined ? {} : { leftOut }),
  };
}

/** The same once more, after what was said last: an opt-out counts whatever its id is. */
function sinceThen({ lead }: Draft, behavior: Behavior): Behavior {
  return { ...behavior, id: idBeside(behavior.id, lead.ledger.at(-1)?.hash ?? '') };
}

/** Adds consent to the ledger. It never lifts an opt-out: only the person's own START does. */
export function recordConsent(draft: Draft, consent: ToldConsent, { doubleOptIn }: Deployed): void {
  const last = draft.lead.ledger.at(-1);
  // A form that is sent again, and a message that is given again after a crash, tell the same once more.
  if (last && isSame(last, consent) && draft.now - last.recordedAt < GIVEN_AGAIN_MS) return;
  const facts = { ...consent, kind: 'consent', recordedAt: draft.now } as const;
  const told = doubleOptIn ? ({ ...facts, unconfirmed: true } as const) : facts;
  writeLine(draft, told);
}

function isSame(last: LedgerEntry, consent: ToldConsent): boolean {
  if (last.kind !== 'consent' || coverageOf(last) !== consent.covers) return false;
  return SAID.every((what) => last[what] === consent[what]);
}

/** What tells one consent from another. */
const SAID = ['words', 'version', 'source', 'channel', 'page', 'by'] as const;

/** What else the lead did stays a behavior of its own. */
function recordOptOut(draft: Draft, given: GivenAct, behavior: Behavior, deployed: Deployed): void {
  const told = { ...actOf(given, behavior.source), by: given.by ?? RECORDERS[behavior.source] };
  const { at, source } = behavior;
  const out =
    behavior.name === OPTED_OUT
      ? behavior
      : { id: idBeside(behavior.id, OPTED_OUT), name: OPTED_OUT, at, properties: {}, source };
  takeOptOut(draft, told, out, deployed);
}

function consentOf(given: GivenConsent, source: BehaviorSource): ToldConsent {
  return Object.assign({ covers: 'marketing', by: RECORDERS[source] } as const, actOf(given, source));
}

function actOf<A extends GivenAct>(given: A, channel: BehaviorSource): A & ToldAct {
  return saidHere(Object.assign({ words: '', source: '', channel }, given));
}

/** Who writes down what came in this way, when nobody says. */
const RECORDERS: Readonly<Record<BehaviorSource, string>> = {
  webhook: 'behavior webhook',
  flow: 'lead trigger',
  reply: 'the lead',
  engine: 'lead store',
};

/** A landline or premium number is remembered and never texted; the number gate reads this field. */
function markUnreachable(draft: Draft): void {
  if (draft.lead.lead.fields['phone_unreachable'] === true) return;
  draft.add({ kind: 'lead_set', set: { fields: { phone_unreachable: true } } });
}

/** For people who read the history; what says nothing is no loss, and the same once more is no news. */
function noteLeftOut(draft: Draft, ignored: readonly Ignored[] = []): void {
  const fields = ignored.filter(({ why }) => why === 'unread').map(({ field }) => field);
  const last = draft.lead.notes.at(-1);
  if (fields.length === 0 || (last?.kind === 'left_out' && last.fields.join() === fields.join())) return;
  draft.add({ kind: 'note', note: { kind: 'left_out', at: draft.now, fields } });
}

/** Returns what was left out: an opt-out is never lost for what came with it. @throws TooMuch of anything else */
function setWhatWasTold(draft: Draft, { lead, optOut }: BehaviorInput): string | undefined {
  try {
    setOnLead(draft, lead);
  } catch (error) {
    if (optOut && error instanceof TooMuch) return error.message;
    throw error;
  }
  return undefined;
}

function setOnLead(draft: Draft, { tags, fields: told, ...set }: ToldOfLead): void {
  const { tags: before, fields: known } = draft.lead.lead;
  const had = set.clear?.includes('tags') === true ? [] : before;
  const fields = told && within(known, told);
  const added = (tags ?? []).filter((tag) => !had.includes(tag));
  const changes = {
    ...set,
    ...(added.length > 0 ? { tags: [...had, ...added] } : {}),
    ...(fields && Object.keys(fields).length > 0 ? { fields } : {}),
  };
  if (Object.keys(changes).length === 0) return;
  checkTags(changes.tags ?? []);
  if (changes.fields) checkFields({ ...draft.lead.lead.fields, ...changes.fields });
  draft.add({ kind: 'lead_set', set: changes });
}

/** Of a group such as an address, what is told is laid over what is known. */
function within(known: JsonObject, told: JsonObject): JsonObject {
  const groups = Object.entries(told).flatMap(([key, value]) => {
    const before = Object.hasOwn(known, key) ? known[key] : undefined;
    return isJsonObject(value) && isJsonObject(before)
      ? [[key, { ...before, ...within(before, value) }] as const]
      : [];
  });
  return groups.length === 0 ? told : { ...told, ...Object.fromEntries(groups) };
}
