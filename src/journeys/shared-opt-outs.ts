import type { E164 } from '../leads/lead';
import type { LedgerEntry } from '../leads/ledger';
import { optedOut } from '../permission/ledger';
import type { LeadStore } from '../store/contract';
import type { Draft } from '../store/draft';
import type { SuppressionList, ToldLine } from '../store/suppression-list';
import type { LastAct } from '../store/shared-list/rebuild';
import type { Decisions } from './decisions';
import type { Deployed } from './journey';
import { CHANNELS_OF_OTHERS, isSaidHere, takeOptOut } from './opt-outs';

const CHANNEL = CHANNELS_OF_OTHERS.sharedList;

/**
 * Tells the shared list what a decision wrote into the ledger; resolves when it is on disk there too. All of it is told in
 * this turn: what another decision says next comes after it.
 */
export async function tellList(draft: Draft, list: SuppressionList | undefined): Promise<void> {
  if (!list || !draft.record) return;
  const { phone } = draft.record.lead;
  const told: Promise<void>[] = [];
  for (const change of draft.changes) {
    if (change.kind !== 'ledger') continue;
    if (isForAll(change.entry)) told.push(list.add(lineOf(phone, change.entry)));
    else if (change.entry.kind === 'opt_in') told.push(list.lift(lineOf(phone, change.entry)));
  }
  await Promise.all(told);
}

function lineOf(phone: E164, { hash: entry, recordedAt: at }: LedgerEntry): ToldLine {
  return { phone, entry, at };
}

function isForAll(entry: LedgerEntry): boolean {
  return entry.kind === 'opt_out' && isSaidHere(entry);
}

/** What a ledger says last of all stores, for the list that is put together again from ledgers. */
export function lastActOf(ledger: readonly LedgerEntry[]): LastAct | undefined {
  const out = optedOut(ledger);
  if (out && isForAll(out)) return { kind: 'own_opt_out', entry: out };
  if (out) return out.channel === CHANNEL ? { kind: 'heard_opt_out', entry: out } : undefined;
  const entry = ledger.findLast(({ kind }) => kind === 'opt_in');
  return entry && { kind: 'start', entry };
}

export interface Following {
  readonly list: SuppressionList | undefined;
  readonly decisions: Decisions;
  readonly deployed: Deployed;
  readonly failed: (error: unknown) => void;
}

/** So many leads, those touched last, are looked through for what a crash kept from the list. */
const LOOKED_THROUGH = 1000;

/**
 * From now on an opt-out that is said to another store of the list ends what is under way here, too. Returns what ends
 * that.
 */
export function followList({ list, decisions, deployed, failed }: Following): () => void {
  if (!list) return () => undefined;
  return list.watch((phone) => {
    decisions
      .run({ phone }, (draft) => {
        if (!draft.record || optedOut(draft.lead.ledger)) return;
        const { now: at } = draft;
        const told = { at, channel: CHANNEL, words: '', source: 'another store that shares the list' };
        const behavior = {
          id: draft.newId('b'),
          name: 'opted_out',
          at,
          properties: {},
          source: 'engine',
        } as const;
        takeOptOut(draft, told, behavior, deployed);
      })
      .catch(failed);
  });
}

/** Call at a start: a crash between the ledger and the list leaves an opt-out in the ledger alone. */
export async function tellMissed(list: SuppressionList | undefined, store: LeadStore): Promise<void> {
  if (!list) return;
  for (const id of await store.recentLeads(LOOKED_THROUGH)) {
    const record = await store.read({ id });
    const out = record && optedOut(record.ledger);
    if (out && isForAll(out)) await list.addMissed(lineOf(record.lead.phone, out));
  }
}
