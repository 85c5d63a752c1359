import type { Behavior } from '../leads/lead';
import type { LedgerKind } from '../leads/ledger';
import type { Reply } from '../leads/reply';
import { takeBehavior, type Deployed } from '../journeys/behaviors';
import { leaveEverything } from '../journeys/exits';
import { resumeLead } from '../journeys/pauses';
import { ledgerEntry } from '../permission/ledger';
import type { Draft } from '../store/draft';

/**
 * An opt-out takes effect: it stands in the ledger, and everything that is under way for the lead ends. `channel` is
 * `sms`, or `silence` when a reply that may have been one was asked about and she said no more.
 */
export function takeOptOut(draft: Draft, reply: Reply, channel: 'sms' | 'silence', deployed: Deployed): void {
  writeLedger(draft, 'opt_out', reply, channel);
  leaveEverything(draft, 'opted_out');
  if (draft.lead.pause?.reason !== 'person') resumeLead(draft, deployed);
  takeBehavior(draft, behaviorOf(reply, 'opted_out', draft.now), deployed);
}

/** Her own START. */
export function takeOptIn(draft: Draft, reply: Reply, deployed: Deployed): void {
  writeLedger(draft, 'opt_in', reply, 'sms');
  takeBehavior(draft, behaviorOf(reply, 'opted_in', draft.now), deployed);
}

/** What a reply is as a behavior. */
export function behaviorOf(reply: Reply, name: string, at: number): Behavior {
  return { id: `reply:${reply.id}`, name, at, properties: {}, source: 'reply' };
}

function writeLedger(draft: Draft, kind: LedgerKind, reply: Reply, channel: string): void {
  const entry = ledgerEntry(draft.lead.ledger.at(-1), {
    kind,
    at: reply.at,
    recordedAt: draft.now,
    channel,
    words: reply.text,
    source: `reply ${reply.id}`,
  });
  draft.add({ kind: 'ledger', entry });
}
