import type { Behavior } from '../leads/lead';
import type { Circumstances } from '../leads/ledger';
import { optedOut } from '../permission/ledger';
import { writeLine } from '../permission/ledger/write';
import type { Draft } from '../store/draft';
import { takeBehavior } from './behaviors';
import { leaveEverything } from './exits';
import type { Deployed } from './journey';
import { resumeLead } from './pauses';

/** What is told of something that a lead allowed or refused. */
export interface ToldAct extends Circumstances {
  /** Her own words; empty when nobody told them. */
  readonly words: string;
  /** The reply, page, form or node. */
  readonly source: string;
  /** How it was said, such as `sms` or `e-mail`. */
  readonly channel: string;
  /** When it was said, ms UTC. */
  readonly at: number;
}

/**
 * An opt-out takes effect, wherever it was said: any reasonable means counts (47 CFR 64.1200(a)(10)). It stands in the
 * ledger, with when it was said and when it took effect, and everything that is under way for the lead ends. `behavior` is
 * what journeys hear of it. Who is out already stays out.
 */
export function takeOptOut(draft: Draft, told: ToldAct, behavior: Behavior, deployed: Deployed): void {
  if (!optedOut(draft.lead.ledger)) {
    writeOptOut(draft, told);
    leaveEverything(draft, 'opted_out');
    if (draft.lead.pause?.reason !== 'person') resumeLead(draft, deployed);
  }
  takeBehavior(draft, behavior, deployed);
}

/** The line of the ledger alone. */
export function writeOptOut(draft: Draft, told: ToldAct): void {
  const facts = { ...told, kind: 'opt_out', recordedAt: draft.now } as const;
  writeLine(draft, facts);
}
