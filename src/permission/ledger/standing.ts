import type { LedgerEntry } from '../../leads/ledger';
import type { Purpose } from '../../leads/message';

/** What counts after some lines of a ledger: whether the lead is out, and which consents count or wait to be confirmed. */
export interface Standing {
  readonly out: boolean;
  readonly agreed: readonly Purpose[];
  readonly unconfirmed: readonly Purpose[];
}

export const NOTHING_SAID: Standing = { out: false, agreed: [], unconfirmed: [] };

/** What of a line decides what counts after it. */
export type Act = Pick<LedgerEntry, 'kind'> & { readonly covers?: Purpose; readonly unconfirmed?: true };

/** What counts after one more act. The same object when the act changes nothing: it only says again what counts already. */
export function standingAfter(before: Standing, act: Act): Standing {
  switch (act.kind) {
    case 'opt_out':
      return { out: true, agreed: [], unconfirmed: [] };
    case 'opt_in':
      return { out: false, agreed: ['marketing'], unconfirmed: [] };
    case 'confirmation':
      return { ...before, agreed: union(before.agreed, before.unconfirmed), unconfirmed: [] };
    case 'consent':
      return agree(before, act.covers ?? 'marketing', act.unconfirmed === true);
    case 'preference':
    case 'folded':
      return before;
  }
}

/** Consent between an opt-out and a START counts for nothing. */
function agree(before: Standing, covers: Purpose, unconfirmed: boolean): Standing {
  const where = unconfirmed ? 'unconfirmed' : 'agreed';
  if (before.out || before[where].includes(covers)) return before;
  return { ...before, [where]: [...before[where], covers] };
}

function union(some: readonly Purpose[], more: readonly Purpose[]): readonly Purpose[] {
  return [...new Set([...some, ...more])];
}
