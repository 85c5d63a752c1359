import type { Behavior } from '../leads/lead';
import type { Circumstances, LedgerEntry } from '../leads/ledger';
import { optedOut } from '../permission/ledger';
import { writeLine } from '../permission/ledger/write';
import type { Draft } from '../store/draft';
import { takeBehavior } from './behaviors';
import { leaveEverything } from './exits';
import type { Deployed } from './journey';
import { resumeLead } from './pauses';

/** What is told of something that a lead allowed or refused. */
export interface ToldAct extends Circumstances {
  /** The lead's own words; empty when nobody told them. */
  readonly words: string;
  /** The reply, page, form or node. */
  readonly source: string;
  /** How it was said, such as `sms` or `e-mail`. */
  readonly channel: string;
  /** When it was said, ms UTC. */
  readonly at: number;
}

/** How opt-outs come in that were not said to this store: to another one of a shared list, and before a deletion. */
export const CHANNELS_OF_OTHERS = { sharedList: 'shared list', deletion: 'deletion' } as const;
const OF_OTHERS: readonly string[] = Object.values(CHANNELS_OF_OTHERS);

/** True for a line that the lead, or somebody for them, said to this store: it counts for all that share a list. */
export function isSaidHere({ channel }: Pick<LedgerEntry, 'channel'>): boolean {
  return !OF_OTHERS.includes(channel);
}

/** What is told from outside is said here, whatever it calls its channel. */
export function saidHere<A extends Pick<ToldAct, 'channel'>>(told: A): A {
  return isSaidHere(told) ? told : { ...told, channel: `told: ${told.channel}` };
}

/**
 * True when an opt-out that comes in by this channel changes something, and so is no repetition whatever its id: the lead is
 * in, or is out only because of what others were told.
 */
export function isNewOptOut(ledger: readonly LedgerEntry[], told: Pick<LedgerEntry, 'channel'>): boolean {
  const out = optedOut(ledger);
  return !out || (!isSaidHere(out) && isSaidHere(told));
}

/**
 * An opt-out takes effect, wherever it was said: any reasonable means counts (47 CFR 64.1200(a)(10)). It stands in the
 * ledger, with when it was said and when it took effect, and everything that is under way for the lead ends. `behavior` is
 * what journeys hear of it. Who is out already stays out.
 */
export function takeOptOut(draft: Draft, told: ToldAct, behavior: Behavior, deployed: Deployed): void {
  if (isNewOptOut(draft.lead.ledger, told)) {
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
