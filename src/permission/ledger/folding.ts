import type { ActKind, Fold, FoldedAct, LedgerEntry, PreferenceAct, Summary } from '../../leads/ledger';
import { digestOf, ledgerEntry, linkOf } from './chain';
import { NOTHING_SAID, standingAfter } from './standing';

/** More lines, or more characters of JSON, are folded ... */
export const MOST_LINES = 400;
const MOST_CHARACTERS = 256 * 1024;
/** ... but for the last, whatever they say, ... */
const LAST = { lines: 100, characters: 64 * 1024 };
/** ... and the last of those that changed what counts. */
const CHANGES = { lines: 100, characters: 128 * 1024 };
/** Of older changes only what was done when is kept, for so many. */
const MOST_ACTS = 500;

/**
 * What to fold of a ledger that has grown too long, so that one number that is posted without end stays as small as any:
 * lines that said again what counted already, and of a ledger that is too long even so, the oldest. Undefined: nothing yet.
 */
export function foldingOf(ledger: readonly LedgerEntry[]): readonly Fold[] | undefined {
  if (ledger.length <= MOST_LINES && !isHeavy(ledger)) return undefined;
  const changes = changesIn(ledger);
  const kept = keptLines(ledger, changes);
  const runs = runsIn(ledger, kept);
  if (runs.length === 0) return undefined;
  return runs.map(({ from, count }) => ({
    from,
    count,
    line: summaryOf(ledger.slice(from, from + count), ledger[from - 1], changes),
  }));
}

/** Few lines are long: only then the sizes are added up. */
function isHeavy(ledger: readonly LedgerEntry[]): boolean {
  const last = ledger.at(-1);
  if (!last || sizeOf(last) < MOST_CHARACTERS / MOST_LINES) return false;
  return ledger.reduce((sum, line) => sum + sizeOf(line), 0) > MOST_CHARACTERS;
}

function sizeOf(line: LedgerEntry): number {
  return JSON.stringify(line).length;
}

function changesIn(ledger: readonly LedgerEntry[]): ReadonlySet<LedgerEntry> {
  const changes = new Set<LedgerEntry>();
  let standing = NOTHING_SAID;
  for (const line of ledger) {
    const acts = line.kind === 'folded' ? line.acts : [line];
    const after = acts.reduce(standingAfter, standing);
    if (after !== standing && line.kind !== 'folded') changes.add(line);
    standing = after;
  }
  return changes;
}

function keptLines(
  ledger: readonly LedgerEntry[],
  changes: ReadonlySet<LedgerEntry>,
): ReadonlySet<LedgerEntry> {
  const kept = new Set<LedgerEntry>();
  const last = room(LAST);
  const changed = room(CHANGES);
  let isLast = true;
  for (const line of [...ledger].reverse()) {
    const size = sizeOf(line);
    isLast &&= line.kind !== 'folded' && last(size);
    if (isLast || (changes.has(line) && changed(size))) kept.add(line);
  }
  return kept;
}

/** Says of one after another whether it still fits; after the first that does not, none does. */
function room({ lines, characters }: { readonly lines: number; readonly characters: number }) {
  return (size: number): boolean => {
    lines--;
    characters -= size;
    return lines >= 0 && characters >= 0;
  };
}

interface Run {
  from: number;
  count: number;
}

/** Lines that follow each other and are not kept. */
function runsIn(ledger: readonly LedgerEntry[], kept: ReadonlySet<LedgerEntry>): readonly Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const [index, line] of ledger.entries()) {
    if (kept.has(line)) open = undefined;
    else if (open) open.count++;
    else runs.push((open = { from: index, count: 1 }));
  }
  // A summary alone is folded already.
  return runs.filter(({ from, count }) => count > 1 || ledger[from]?.kind !== 'folded');
}

function summaryOf(
  lines: readonly LedgerEntry[],
  previous: LedgerEntry | undefined,
  changes: ReadonlySet<LedgerEntry>,
): Fold['line'] {
  const acts = lines.flatMap((line) =>
    line.kind === 'folded' ? line.acts : line.kind !== 'preference' && changes.has(line) ? [actOf(line)] : [],
  );
  const forgotten = acts.slice(0, -MOST_ACTS).at(-1)?.recordedAt ?? forgottenIn(lines);
  const [first] = lines;
  const last = lines.at(-1);
  const facts = {
    kind: 'folded',
    at: first?.kind === 'folded' ? first.at : (first?.recordedAt ?? 0),
    recordedAt: last?.recordedAt ?? 0,
    channel: 'ledger',
    words: '',
    source: '',
    counts: countsOf(lines),
    digest: digestOf(lines.map((line) => line.hash)),
    through: linkOf(last),
    acts: acts.slice(-MOST_ACTS),
    ...(forgotten === undefined ? {} : { forgottenUpTo: forgotten }),
  } as const;
  return ledgerEntry(previous, facts);
}

function forgottenIn(lines: readonly LedgerEntry[]): number | undefined {
  return lines.flatMap((line) => (line.kind === 'folded' ? (line.forgottenUpTo ?? []) : [])).at(-1);
}

function actOf(line: Exclude<LedgerEntry, Summary | PreferenceAct>): FoldedAct {
  const { at, recordedAt } = line;
  if (line.kind !== 'consent') return { kind: line.kind, at, recordedAt };
  const { kind, covers, unconfirmed } = line;
  return { kind, at, recordedAt, ...(covers && { covers }), ...(unconfirmed && { unconfirmed }) };
}

function countsOf(lines: readonly LedgerEntry[]): Summary['counts'] {
  const counts: Partial<Record<ActKind, number>> = {};
  for (const line of lines) {
    const told = line.kind === 'folded' ? line.counts : { [line.kind]: 1 };
    for (const [kind, count] of Object.entries(told) as [ActKind, number][])
      counts[kind] = (counts[kind] ?? 0) + count;
  }
  return counts;
}
