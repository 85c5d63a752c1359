import type { Draft } from '../../store/draft';
import { digestOfSummaries, ledgerEntry, type LedgerFacts } from './chain';
import { foldingOf } from './folding';

/** Writes the next line of the lead's ledger, and before it folds what has become too long. */
export function writeLine(draft: Draft, facts: LedgerFacts): void {
  const folds = foldingOf(draft.lead.ledger);
  if (folds) draft.add({ kind: 'ledger_folded', folds });
  const { ledger } = draft.lead;
  const told = folds ? { ...facts, summaries: digestOfSummaries(ledger) } : facts;
  draft.add({ kind: 'ledger', entry: ledgerEntry(ledger.at(-1), told) });
}
