import type { LeadId } from './lead';
import type { LedgerEntry } from './ledger';
import type { Purpose } from './message';
import type { LeadRecord } from './record';
import type { Verdict } from './verdict';

/** May she be texted, could she have been, and why. */
export interface PermissionAnswer {
  readonly purpose: Purpose;
  /** The moment that was asked about, ms UTC. */
  readonly at: number;
  readonly may: Verdict['answer'];
  /** In a sentence or two. */
  readonly says: string;
  /** Why, a sentence for each thing that counts: the ledger first, then the gates that say no, or not yet. */
  readonly why: readonly string[];
  /** Every gate, with its value, its rule and when it opens. */
  readonly verdict: Verdict;
  /** The line of the ledger that decides: the opt-out that holds, or the consent that covers the text. */
  readonly decidedBy?: LedgerEntry;
}

/** A line of a ledger as evidence shows it: numbered from 1, and its times as people read them too (ISO 8601, UTC). */
export type LedgerLine = LedgerEntry & {
  readonly line: number;
  /** When it was said, or sent to us. */
  readonly receivedAt: string;
  /** From then on it counted. */
  readonly tookEffectAt: string;
};

/** A ledger, and whether it is as it was written. */
export interface LedgerEvidence {
  readonly intact: boolean;
  /** The first line that does not follow from the one before it, from 1. */
  readonly brokenLine?: number;
  readonly lines: readonly LedgerLine[];
}

/** What a look at all ledgers of a store found. */
export interface LedgersChecked {
  readonly leads: number;
  readonly lines: number;
  /** Which line of which lead's ledger does not follow from the one before it, from 1. */
  readonly broken: readonly { readonly lead: LeadId; readonly line: number }[];
}

/** Everything that one store remembers of one lead. */
export interface LeadExport extends Omit<LeadRecord, 'ledger' | 'handovers' | 'endedWaits' | 'lastActiveAt'> {
  readonly format: 'lead-nurture.lead.1';
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  readonly store: string;
  readonly brand: string;
  readonly ledger: LedgerEvidence;
}
