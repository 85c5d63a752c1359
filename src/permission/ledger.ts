import { createHash } from 'node:crypto';
import type { LedgerEntry } from '../leads/ledger';
import type { Purpose } from '../leads/message';

/** What is told of one act of consent or refusal; the ledger adds the hash. */
export type LedgerFacts = LedgerEntry extends infer Entry
  ? Entry extends LedgerEntry
    ? Omit<Entry, 'hash'>
    : never
  : never;

/** What the first line of a ledger is chained to. */
const NO_PREVIOUS = '';

/**
 * The next line of a lead's ledger: `facts` and the hash that chains it to `previous` (undefined: the first line).
 * Times in `facts` are ms UTC.
 */
export function ledgerEntry(previous: LedgerEntry | undefined, facts: LedgerFacts): LedgerEntry {
  return { ...facts, hash: chainedHash(previous?.hash ?? NO_PREVIOUS, facts) };
}

/**
 * Whether every line is as it was written. `brokenAt` is the index of the first line that does not follow from the
 * one before it: it, or the one before it, was changed, removed, added or moved. Lines cut off at the end leave no trace
 * in the rest; keep the last hash elsewhere to see that.
 */
export function verifyLedger(
  entries: readonly LedgerEntry[],
): { readonly intact: true } | { readonly intact: false; readonly brokenAt: number } {
  let previous = NO_PREVIOUS;
  for (const [index, entry] of entries.entries()) {
    const { hash, ...facts } = entry;
    if (hash !== chainedHash(previous, facts)) return { intact: false, brokenAt: index };
    previous = hash;
  }
  return { intact: true };
}

/**
 * The opt-out that holds, or undefined. Only the person's own START (an `opt_in`) lifts one; a `consent` that an
 * import, a form or an agent records later never does. What counts is the order in which the lines were recorded.
 */
export function optedOut(ledger: readonly LedgerEntry[]): LedgerEntry | undefined {
  for (let i = ledger.length - 1; i >= 0; i--) {
    const entry = ledger[i];
    if (entry?.kind === 'opt_in') return undefined;
    if (entry?.kind === 'opt_out') return entry;
  }
  return undefined;
}

/** Which consent covers which texts: who agreed to marketing agreed to less, too. */
const COVERING: Readonly<Record<Purpose, readonly Purpose[]>> = {
  marketing: ['marketing'],
  conversational: ['marketing', 'conversational'],
  transactional: ['marketing', 'conversational', 'transactional'],
};

/**
 * The line that allows texts of this purpose, or undefined: the last consent that covers them, or her own START, after
 * the last opt-out. START is consent by keyword, to marketing. A consent recorded between an opt-out and a START counts for
 * nothing: the START does.
 */
export function consented(
  ledger: readonly LedgerEntry[],
  purpose: Purpose = 'marketing',
): LedgerEntry | undefined {
  if (optedOut(ledger)) return undefined;
  let confirmed = false;
  for (let i = ledger.length - 1; i >= 0; i--) {
    const entry = ledger[i];
    if (entry?.kind === 'opt_out') return undefined;
    if (entry?.kind === 'confirmation') confirmed = true;
    if (entry?.kind === 'opt_in') return entry;
    if (entry?.kind !== 'consent' || (entry.unconfirmed && !confirmed)) continue;
    if (COVERING[purpose].includes(coverageOf(entry))) return entry;
  }
  return undefined;
}

/** The last line, when it is a consent that waits for her confirmation. */
export function unconfirmedConsent(
  ledger: readonly LedgerEntry[],
): (LedgerEntry & { readonly kind: 'consent' }) | undefined {
  const last = ledger.at(-1);
  return last?.kind === 'consent' && last.unconfirmed && !optedOut(ledger) ? last : undefined;
}

/** To which texts a consent is; those of older versions of this package were all to marketing. */
export function coverageOf({ covers = 'marketing' }: { readonly covers?: Purpose }): Purpose {
  return covers;
}

function chainedHash(previous: string, facts: LedgerFacts): string {
  return createHash('sha256')
    .update(previous + canonicalJson(facts))
    .digest('hex');
}

/** JSON with the keys in order, so that a store that gives them back in another order does not break the chain. */
function canonicalJson(facts: LedgerFacts): string {
  const inOrder: Record<string, unknown> = {};
  for (const [name, fact] of Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))) inOrder[name] = fact;
  return JSON.stringify(inOrder);
}
