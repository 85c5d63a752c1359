import type { Json, JsonObject } from '../json';
import type { EnrollmentId } from '../leads/enrollment';
import type { Stage } from '../leads/lead';
import { ledgerEntry, optedOut } from '../permission/ledger';
import { checkFields, checkTags } from '../leads/limits';
import { isZone } from '../leads/zones';
import type { Draft } from '../store/draft';
import { recordConsent } from './arrivals';
import { takeBehavior, type Deployed } from './behaviors';
import { eraseLead } from './erasure';
import { activeEnrollments, leave, leaveEverything } from './exits';
import { pauseLead, resumeLead } from './pauses';

/** One thing that a flow changes about a lead. */
export type Update =
  | { readonly kind: 'field'; readonly key: string; readonly value: Json }
  | { readonly kind: 'add_tag' | 'remove_tag'; readonly tag: string }
  | { readonly kind: 'stage'; readonly stage: Stage }
  /** An IANA zone. */
  | { readonly kind: 'zone'; readonly zone: string }
  | {
      readonly kind: 'consent' | 'opt_out';
      readonly words: string;
      readonly channel: string;
      readonly source: string;
    }
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
    case 'zone':
      if (!isZone(update.zone))
        throw new Error('The time zone is not known; write one such as America/Chicago.');
      return draft.add({ kind: 'lead_set', set: { zone: update.zone } });
    case 'consent':
      return recordConsent(draft, { ...update, at: draft.now });
    case 'opt_out':
      return optOut(draft, update, deployed);
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

/** An opt-out heard elsewhere counts like a STOP: everything ends at once (47 CFR 64.1200(a)(10)). */
function optOut(draft: Draft, update: Update & { kind: 'consent' | 'opt_out' }, deployed: Deployed): void {
  if (optedOut(draft.lead.ledger)) return;
  const { words, channel, source } = update;
  const facts = { kind: 'opt_out', at: draft.now, recordedAt: draft.now, channel, words, source } as const;
  draft.add({ kind: 'ledger', entry: ledgerEntry(draft.lead.ledger.at(-1), facts) });
  leaveEverything(draft, 'opted_out');
  recordBehavior(draft, { name: 'opted_out', properties: {} }, deployed);
}

function recordBehavior(
  draft: Draft,
  told: { readonly id?: string; readonly name: string; readonly properties: JsonObject },
  deployed: Deployed,
): void {
  const { id = draft.newId('b'), name, properties } = told;
  if (draft.lead.behaviors.some((one) => one.id === id)) return;
  takeBehavior(draft, { id, name, at: draft.now, properties, source: 'flow' }, deployed);
}

function exit(draft: Draft, enrollment: EnrollmentId | undefined): void {
  for (const active of activeEnrollments(draft)) {
    if (enrollment === undefined || active.id === enrollment)
      leave(draft, active, { kind: 'exited', reason: 'by_flow' });
  }
}
