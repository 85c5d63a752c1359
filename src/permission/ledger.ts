import type { LedgerEntry } from '../leads/ledger';
import type { Purpose } from '../leads/message';

export { ledgerEntry, verifyLedger, type LedgerFacts } from './ledger/chain';

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
  const last = ledger.findLast(({ kind }) => kind !== 'preference');
  return last?.kind === 'consent' && last.unconfirmed && !optedOut(ledger) ? last : undefined;
}

/** To which texts a consent is; those of older versions of this package were all to marketing. */
export function coverageOf({ covers = 'marketing' }: { readonly covers?: Purpose }): Purpose {
  return covers;
}
