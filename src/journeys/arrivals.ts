import { OPTED_OUT, type BehaviorInput } from '../leads/behavior-input';
import type { GivenAct, GivenConsent } from '../leads/given-consent';
import { checkFields, checkTags } from '../leads/limits';
import { type Behavior, type BehaviorSource, type Lead, type ToldOfLead } from '../leads/lead';
import type { LedgerEntry } from '../leads/ledger';
import type { Purpose } from '../leads/message';
import { coverageOf } from '../permission/ledger';
import { writeLine } from '../permission/ledger/write';
import type { Draft } from '../store/draft';
import { bringIn } from './newcomers';
import { isRepeated, takeBehavior, type Deployed } from './behaviors';
import { takeOptOut, type ToldAct } from './opt-outs';

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
}

/** Records what arrived, in one step: the lead, her consent or opt-out, the behavior, and all that follows from it. */
export function takeArrival(draft: Draft, { input, source }: Arrival, deployed: Deployed): Recorded {
  const { id, name, at, properties } = input.behavior;
  const behavior: Behavior = { id, name, at, properties, source };
  const known = draft.record !== undefined;
  if (known && isRepeated(draft.lead, behavior, input)) return { lead: draft.lead.lead, repeated: true };
  if (known) setWhatWasTold(draft, input.lead);
  else bringIn(draft, input.phone, input.lead);
  if (input.mobile === 'no') markUnreachable(draft);
  if (input.consent) recordConsent(draft, consentOf(input.consent, source), deployed);
  if (input.optOut) recordOptOut(draft, input.optOut, behavior, deployed);
  else takeBehavior(draft, behavior, deployed);
  return { lead: draft.lead.lead, repeated: false };
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

/** What else she did stays a behavior of its own. */
function recordOptOut(draft: Draft, given: GivenAct, behavior: Behavior, deployed: Deployed): void {
  const told = { ...actOf(given, behavior.source), by: given.by ?? RECORDERS[behavior.source] };
  if (behavior.name === OPTED_OUT) return takeOptOut(draft, told, behavior, deployed);
  const out = { ...behavior, id: draft.newId('b'), name: OPTED_OUT, properties: {} };
  takeOptOut(draft, told, out, deployed);
  takeBehavior(draft, behavior, deployed);
}

function consentOf(given: GivenConsent, source: BehaviorSource): ToldConsent {
  return Object.assign({ covers: 'marketing', by: RECORDERS[source] } as const, actOf(given, source));
}

function actOf<A extends GivenAct>(given: A, channel: BehaviorSource): A & ToldAct {
  return Object.assign({ words: '', source: '', channel }, given);
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

function setWhatWasTold(draft: Draft, { tags, fields, ...set }: ToldOfLead): void {
  const had = draft.lead.lead.tags;
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
