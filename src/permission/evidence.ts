import { setImmediate } from 'node:timers/promises';
import type { LeadExport, LedgerEvidence, LedgersChecked } from '../leads/evidence';
import type { LeadId } from '../leads/lead';
import type { LedgerEntry } from '../leads/ledger';
import type { LeadRecord } from '../leads/record';
import type { LeadStore } from '../store/contract';
import { verifyLedger } from './ledger';

/** The lines of a ledger for people, and whether it is as it was written. */
export function ledgerEvidence(ledger: readonly LedgerEntry[]): LedgerEvidence {
  const verified = verifyLedger(ledger);
  return {
    intact: verified.intact,
    ...(verified.intact ? {} : { brokenLine: verified.brokenAt + 1 }),
    lines: ledger.map((entry, index) => ({
      line: index + 1,
      ...entry,
      receivedAt: iso(entry.at),
      tookEffectAt: iso(entry.recordedAt),
    })),
  };
}

/** Whose store it is. */
export interface Keeper {
  readonly store: string;
  readonly brand: string;
}

/**
 * Everything that one store remembers of one lead, as JSON: what she is told when she asks, and what proves why she was
 * texted. Nothing of another lead or store is in it. `now` is ms UTC.
 */
export function exportLead(record: LeadRecord, { store, brand }: Keeper, now: number): LeadExport {
  const {
    ledger,
    handovers: _handovers,
    endedWaits: _endedWaits,
    lastActiveAt: _lastActiveAt,
    ...rest
  } = record;
  return {
    format: 'lead-nurture.lead.1',
    exportedAt: iso(now),
    store,
    brand,
    ...rest,
    ledger: ledgerEvidence(ledger),
  };
}

/** So many leads are looked at before others have a turn of the event loop. */
const AT_ONCE = 100;

/** Looks at the ledger of every lead. Takes a while with many; nothing else has to wait for it. */
export async function checkLedgers(store: LeadStore): Promise<LedgersChecked> {
  const ids = await store.recentLeads(await store.size());
  const broken: { lead: LeadId; line: number }[] = [];
  let lines = 0;
  for (const [index, lead] of ids.entries()) {
    if (index % AT_ONCE === 0) await setImmediate();
    const ledger = (await store.read({ id: lead }))?.ledger ?? [];
    const verified = verifyLedger(ledger);
    lines += ledger.length;
    if (!verified.intact) broken.push({ lead, line: verified.brokenAt + 1 });
  }
  return { leads: ids.length, lines, broken };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
