import { createHash } from 'node:crypto';
import type { LedgerEntry } from '../../leads/ledger';

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
export function ledgerEntry<F extends LedgerFacts>(
  previous: LedgerEntry | undefined,
  facts: F,
): F & { readonly hash: string } {
  return { ...facts, hash: chainedHash(linkOf(previous), facts) };
}

/**
 * Whether every line is as it was written, and every summary of folded lines. `brokenAt` is the index of the first line that
 * does not follow from the one before it: it, or the one before it, was changed, removed, added or moved. Lines cut off at
 * the end leave no trace in the rest; keep the last hash elsewhere to see that.
 */
export function verifyLedger(
  entries: readonly LedgerEntry[],
): { readonly intact: true } | { readonly intact: false; readonly brokenAt: number } {
  let previous: LedgerEntry | undefined;
  for (const [index, entry] of entries.entries()) {
    const { hash, ...facts } = entry;
    if (hash !== chainedHash(linkOf(previous), facts)) return { intact: false, brokenAt: index };
    previous = entry;
  }
  const firstSummary = entries.findIndex(({ kind }) => kind === 'folded');
  const told = entries.findLast(({ summaries }) => summaries !== undefined)?.summaries;
  if (told !== (firstSummary < 0 ? undefined : digestOfSummaries(entries)))
    return { intact: false, brokenAt: Math.max(firstSummary, 0) };
  return { intact: true };
}

/** To which hash the line behind this one is chained. */
export function linkOf(line: LedgerEntry | undefined): string {
  if (!line) return NO_PREVIOUS;
  return line.kind === 'folded' ? line.through : line.hash;
}

/** What the first line behind a folding tells of all summaries: nothing but it depends on what they say. */
export function digestOfSummaries(entries: readonly LedgerEntry[]): string {
  return digestOf(entries.flatMap(({ kind, hash }) => (kind === 'folded' ? [hash] : [])));
}

/** SHA-256 over several hashes, in their order. */
export function digestOf(hashes: readonly string[]): string {
  return createHash('sha256').update(hashes.join('\n')).digest('hex');
}

function chainedHash(previous: string, facts: LedgerFacts): string {
  return createHash('sha256')
    .update(previous + canonicalJson(facts))
    .digest('hex');
}

/** JSON with the keys in order, so that a store that gives them back in another order does not break the chain. */
function canonicalJson(facts: LedgerFacts): string {
  return JSON.stringify(inOrder(facts));
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, inOrder(one)]),
  );
}
