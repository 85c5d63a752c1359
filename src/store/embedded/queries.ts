import FlatQueue from 'flatqueue';
import type { LeadId } from '../../leads/lead';
import type { Handover } from '../../leads/wait';
import { type LeadEntry, recordOf, waitsOf } from './lead-entry';
import type { Leads } from './leads';
import { lookThrough, othersTurn } from '../../turns';

/** So many leads are looked into before other work gets its turn: their texts are parsed. */
const SLICE_LEADS = 100;
/** So many are taken out of a queue before other work gets its turn: half a millisecond. */
const POPPED_AT_ONCE = 1_000;

/** Leads whose last activity lies in (after, upTo], ms UTC, the earliest first. Does not cut between equal times. */
export async function quietAmong(
  all: readonly LeadEntry[],
  after: number,
  upTo: number,
  limit: number,
): Promise<LeadId[]> {
  const quiet = new FlatQueue<LeadEntry>();
  await lookThrough(all, (entry) => {
    if (entry.lastActiveAt > after && entry.lastActiveAt <= upTo) quiet.push(entry, entry.lastActiveAt);
  });
  const ids: LeadId[] = [];
  let last = -Infinity;
  await emptyInOrder(quiet, ({ id }, lastActiveAt) => {
    if (ids.length >= limit && lastActiveAt !== last) return 'enough';
    last = lastActiveAt;
    ids.push(id);
    return 'more';
  });
  return ids;
}

/** The earliest last activity later than `after`, ms UTC. */
export async function nextActivityAmong(
  all: readonly LeadEntry[],
  after: number,
): Promise<number | undefined> {
  let next = Infinity;
  await lookThrough(all, ({ lastActiveAt }) => {
    if (lastActiveAt > after && lastActiveAt < next) next = lastActiveAt;
  });
  return next === Infinity ? undefined : next;
}

/** Leads with a wait at the node. */
export async function waitingAmong(leads: Leads, node: string): Promise<LeadId[]> {
  const waiting: LeadId[] = [];
  await lookInto(
    leads,
    (entry) => entry.waiting,
    (entry) => {
      if (waitsOf(entry, leads.textOf(entry)).some((wait) => wait.node === node)) waiting.push(entry.id);
    },
  );
  return waiting;
}

/** Handovers after the settled mark, and those that are kept, in the order of their numbers. */
export async function handoversAmong(
  leads: Leads,
  settledUpTo: number,
): Promise<{ lead: LeadId; handover: Handover }[]> {
  const found = new FlatQueue<{ lead: LeadId; handover: Handover }>();
  await lookInto(
    leads,
    (entry) => entry.lastSeq > settledUpTo || entry.kept,
    (entry) => {
      for (const handover of recordOf(entry, leads.textOf(entry)).handovers) {
        if (handover.seq > settledUpTo || handover.kept)
          found.push({ lead: entry.id, handover }, handover.seq);
      }
    },
  );
  const unsettled: { lead: LeadId; handover: Handover }[] = [];
  await emptyInOrder(found, (one) => {
    unsettled.push(one);
    return 'more';
  });
  return unsettled;
}

/** Looks into the records of those leads of whom this is true. */
async function lookInto(
  leads: Leads,
  isMeant: (entry: LeadEntry) => boolean,
  look: (entry: LeadEntry) => void,
): Promise<void> {
  const meant: LeadEntry[] = [];
  await lookThrough(leads.all, (entry) => {
    if (isMeant(entry)) meant.push(entry);
  });
  // Who was deleted meanwhile has no text any more.
  await lookThrough(
    meant,
    (entry) => {
      if (leads.find({ id: entry.id }) === entry) look(entry);
    },
    SLICE_LEADS,
  );
}

/** Takes out all, or until it is enough: to put 200,000 in order at once takes a tenth of a second and more. */
async function emptyInOrder<T>(
  queue: FlatQueue<T>,
  take: (item: T, value: number) => 'more' | 'enough',
): Promise<void> {
  for (let taken = 1; queue.length > 0; taken++) {
    const value = queue.peekValue() ?? Infinity;
    const item = queue.pop();
    if (item === undefined || take(item, value) === 'enough') return;
    if (taken % POPPED_AT_ONCE === 0) await othersTurn();
  }
}
