import type { BehaviorInput, GivenConsent } from '../leads/behavior-input';
import { checkFields, checkTags } from '../leads/limits';
import { type Behavior, type BehaviorSource, type Lead, type ToldOfLead } from '../leads/lead';
import { ledgerEntry } from '../permission/ledger';
import type { Draft } from '../store/draft';
import { bringIn } from './newcomers';
import { isRepeated, takeBehavior, type Deployed } from './behaviors';

/** A behavior as it came in from outside, read and checked, with what was told about the lead along the way. */
export interface Arrival {
  readonly input: BehaviorInput;
  readonly source: BehaviorSource;
}

/** What is told of an act of consent. */
export interface ToldConsent {
  /** The sentence she agreed to; empty when nobody told it. */
  readonly words: string;
  /** The page, form or node. */
  readonly source: string;
  readonly channel: string;
  /** ms UTC */
  readonly at: number;
}

/** The same consent within this time is one act, ms. */
const GIVEN_AGAIN_MS = 86_400_000;

export interface Recorded {
  readonly lead: Lead;
  /** It had come before, and nothing changed. */
  readonly repeated: boolean;
}

/** Records what arrived, in one step: the lead, her consent, the behavior, and all that follows from it. */
export function takeArrival(draft: Draft, { input, source }: Arrival, deployed: Deployed): Recorded {
  const behavior: Behavior = { ...input.behavior, source };
  const known = draft.record !== undefined;
  if (known && isRepeated(draft.lead, behavior, input)) return { lead: draft.lead.lead, repeated: true };
  if (known) setWhatWasTold(draft, input.lead);
  else bringIn(draft, input.phone, input.lead);
  if (input.mobile === 'no') markUnreachable(draft);
  if (input.consent) recordConsent(draft, consentOf(input.consent, source));
  takeBehavior(draft, behavior, deployed);
  return { lead: draft.lead.lead, repeated: false };
}

/** Adds consent to the ledger. It never lifts an opt-out: only the person's own START does. */
export function recordConsent(draft: Draft, { words, source, channel, at }: ToldConsent): void {
  const last = draft.lead.ledger.at(-1);
  const said =
    last?.kind === 'consent' && last.words === words && last.source === source && last.channel === channel;
  // A form that is sent again, and a message that is given again after a crash, tell the same once more.
  if (said && draft.now - last.recordedAt < GIVEN_AGAIN_MS) return;
  const facts = { kind: 'consent', at, recordedAt: draft.now, channel, words, source } as const;
  draft.add({ kind: 'ledger', entry: ledgerEntry(last, facts) });
}

function consentOf({ words, source, at }: GivenConsent, channel: BehaviorSource): ToldConsent {
  return { words: words ?? '', source: source ?? '', channel, at };
}

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
