import FlatQueue from 'flatqueue';
import type { LeadId } from '../../leads/lead';
import type { Handover } from '../../leads/wait';
import { type LeadEntry, recordOf, waitsOf } from './lead-entry';
import type { Leads } from './leads';
import { othersTurn } from './others-turn';

/** So many leads are looked into before other work gets its turn. */
const SLICE_LEADS = 500;

/** Leads whose last activity lies in (after, upTo], ms UTC, the earliest first. Does not cut between equal times. */
export function quietAmong(all: readonly LeadEntry[], after: number, upTo: number, limit: number): LeadId[] {
  const quiet = new FlatQueue<LeadEntry>();
  for (const entry of all) {
    if (entry.lastActiveAt > after && entry.lastActiveAt <= upTo) quiet.push(entry, entry.lastActiveAt);
  }
  const ids: LeadId[] = [];
  let last = -Infinity;
  while (quiet.length > 0 && (ids.length < limit || quiet.peekValue() === last)) {
    last = quiet.peekValue() ?? last;
    ids.push(quiet.pop()?.id ?? '');
  }
  return ids;
}

/** The earliest last activity later than `after`, ms UTC. */
export function nextActivityAmong(all: readonly LeadEntry[], after: number): number | undefined {
  let next = Infinity;
  for (const { lastActiveAt } of all) {
    if (lastActiveAt > after && lastActiveAt < next) next = lastActiveAt;
  }
  return next === Infinity ? undefined : next;
}

/** The leads changed last, newest first. */
export function recentAmong(all: readonly LeadEntry[], limit: number): LeadId[] {
  const recent = new FlatQueue<LeadEntry>();
  for (const entry of all) {
    if (recent.length === limit && entry.revision <= (recent.peekValue() ?? 0)) continue;
    recent.push(entry, entry.revision);
    if (recent.length > limit) recent.pop();
  }
  const ids: LeadId[] = [];
  for (let entry = recent.pop(); entry; entry = recent.pop()) ids.push(entry.id);
  return ids.reverse();
}

/** Leads with a wait at the node. */
export async function waitingAmong(leads: Leads, node: string): Promise<LeadId[]> {
  const waiting: LeadId[] = [];
  let looked = 0;
  for (const entry of leads.all) {
    if (!entry.waiting) continue;
    if (waitsOf(entry, leads.textOf(entry)).some((wait) => wait.node === node)) waiting.push(entry.id);
    if (++looked % SLICE_LEADS === 0) await othersTurn();
  }
  return waiting;
}

/** Handovers after the settled mark, and those that are kept, in the order of their numbers. */
export async function handoversAmong(
  leads: Leads,
  settledUpTo: number,
): Promise<{ lead: LeadId; handover: Handover }[]> {
  const unsettled: { lead: LeadId; handover: Handover }[] = [];
  let looked = 0;
  for (const entry of leads.all) {
    if (entry.lastSeq <= settledUpTo && !entry.kept) continue;
    for (const handover of recordOf(entry, leads.textOf(entry)).handovers) {
      if (handover.seq > settledUpTo || handover.kept) unsettled.push({ lead: entry.id, handover });
    }
    if (++looked % SLICE_LEADS === 0) await othersTurn();
  }
  return unsettled.sort((a, b) => a.handover.seq - b.handover.seq);
}
