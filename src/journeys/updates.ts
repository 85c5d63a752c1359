import type { Json, JsonObject } from '../json';
import type { EnrollmentId } from '../leads/enrollment';
import { OPTED_OUT } from '../leads/behavior-input';
import type { Behavior, Stage } from '../leads/lead';
import { checkFields, checkTags } from '../leads/limits';
import { readZone } from '../leads/input/zone-names';
import type { Draft } from '../store/draft';
import { recordConsent, type ToldConsent } from './arrivals';
import { markDone, wasDone, type StepPlace } from './deliveries/step';
import { takeBehavior, type Deployed } from './behaviors';
import { eraseLead } from './erasure';
import { activeEnrollments, leave } from './exits';
import { isNewOptOut, saidHere, takeOptOut, type ToldAct } from './opt-outs';
import { idBeside } from './repetitions';
import { pauseLead, resumeLead } from './pauses';

/** One thing that a flow changes about a lead. */
export type Update =
  | { readonly kind: 'field'; readonly key: string; readonly value: Json }
  | { readonly kind: 'add_tag' | 'remove_tag'; readonly tag: string }
  | { readonly kind: 'stage'; readonly stage: Stage }
  /** A zone by any of its names. */
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'consent'; readonly consent: ToldConsent }
  | { readonly kind: 'opt_out'; readonly told: ToldAct }
  /** The same `id` again changes nothing; without one, it is another behavior. */
  | {
      readonly kind: 'behavior';
      readonly id?: string;
      readonly name: string;
      readonly properties: JsonObject;
    }
  /** A person took over; she is resumed by hand or, with `silenceMs`, when she has not replied for so long. */
  | { readonly kind: 'pause'; readonly silenceMs?: number }
  | { readonly kind: 'resume' }
  /** Everything that is known of her. Nothing can follow it. */
  | { readonly kind: 'delete' }
  /** Without an enrollment: every active one. */
  | { readonly kind: 'exit'; readonly enrollment?: EnrollmentId };

/** Does the updates of a step of a flow, unless it has done them before; see `takeUpdates`. */
export function updateOnce(
  draft: Draft,
  updates: readonly Update[],
  deployed: Deployed,
  step: StepPlace | undefined,
): void {
  if (updates.length === 0) return;
  if (step && wasDone(draft.lead, 'updated', step)) return;
  takeUpdates(draft, updates, deployed);
  if (step && draft.record) markDone(draft, 'updated', step);
}

/** Does all updates in their order, in one step. @throws Error for a zone that does not exist, and for one behind a deletion */
export function takeUpdates(draft: Draft, updates: readonly Update[], deployed: Deployed): void {
  for (const update of updates) takeUpdate(draft, update, deployed);
}

function takeUpdate(draft: Draft, update: Update, deployed: Deployed): void {
  const { tags, stage } = draft.lead.lead;
  switch (update.kind) {
    case 'field':
      checkFields({ ...draft.lead.lead.fields, [update.key]: update.value });
      return draft.add({ kind: 'lead_set', set: { fields: { [update.key]: update.value } } });
    case 'add_tag':
      if (tags.includes(update.tag)) return;
      checkTags([...tags, update.tag]);
      draft.add({ kind: 'lead_set', set: { tags: [...tags, update.tag] } });
      return;
    case 'remove_tag':
      if (!tags.includes(update.tag)) return;
      return draft.add({ kind: 'lead_set', set: { tags: tags.filter((tag) => tag !== update.tag) } });
    case 'stage':
      if (stage !== update.stage) draft.add({ kind: 'lead_set', set: { stage: update.stage } });
      return;
    case 'zone': {
      const zone = readZone(update.zone);
      if (zone === undefined)
        throw new Error('The time zone is not known; write one such as America/Chicago.');
      return draft.add({ kind: 'lead_set', set: { zone } });
    }
    case 'consent':
      return recordConsent(draft, update.consent, deployed);
    case 'opt_out':
      return optOut(draft, saidHere(update.told), deployed);
    case 'behavior':
      return recordBehavior(draft, update, deployed);
    case 'pause': {
      const { silenceMs } = update;
      return pauseLead(draft, {
        reason: 'person',
        until: null,
        ...(silenceMs === undefined ? {} : { silenceMs }),
      });
    }
    case 'resume':
      return resumeLead(draft, deployed);
    case 'delete':
      eraseLead(draft);
      return;
    case 'exit':
      return exit(draft, update.enrollment);
  }
}

/** Told once more, as after a crash, it changes nothing. */
function optOut(draft: Draft, told: ToldAct, deployed: Deployed): void {
  if (!isNewOptOut(draft.lead.ledger, told)) return;
  takeOptOut(draft, told, flowBehavior(draft, { name: OPTED_OUT, properties: {} }), deployed);
}

interface ToldBehavior {
  readonly id?: string;
  readonly name: string;
  readonly properties: JsonObject;
}

function recordBehavior(draft: Draft, told: ToldBehavior, deployed: Deployed): void {
  const behavior = flowBehavior(draft, told);
  const isKnown = draft.lead.behaviors.some(({ id }) => id === behavior.id);
  if (behavior.name !== OPTED_OUT) return isKnown ? undefined : takeBehavior(draft, behavior, deployed);
  // Whoever records that a lead opted out means that they have, whatever its id.
  const act = { at: draft.now, words: '', channel: 'flow', source: 'behavior opted_out' };
  if (!isKnown) return takeOptOut(draft, act, behavior, deployed);
  if (!isNewOptOut(draft.lead.ledger, act)) return;
  const id = idBeside(behavior.id, draft.lead.ledger.at(-1)?.hash ?? '');
  takeOptOut(draft, act, { ...behavior, id }, deployed);
}

function flowBehavior(draft: Draft, { id = draft.newId('b'), name, properties }: ToldBehavior): Behavior {
  return { id, name, at: draft.now, properties, source: 'flow' };
}

function exit(draft: Draft, enrollment: EnrollmentId | undefined): void {
  for (const active of activeEnrollments(draft)) {
    if (enrollment === undefined || active.id === enrollment)
      leave(draft, active, { kind: 'exited', reason: 'by_flow' });
  }
}
