import type { JsonObject } from '../json';
import type { EnrollmentId, NodeId } from '../leads/enrollment';
import type { Behavior } from '../leads/lead';
import { propertyHolds } from '../leads/property-test';
import type { LeadRecord } from '../leads/record';
import type { Reply } from '../leads/reply';
import type { Schedule } from '../leads/schedule';
import { isStill } from '../leads/stillness';
import type { Awaited, Wait, WaitEnd } from '../leads/wait';
import type { Draft } from '../store/draft';
import { askedIn } from './asked';
import type { Deployed } from './journey';
import { hasWaited, holdId, timesPutOff, waitId, wasHeld, type StepPlace } from './deliveries/step';

/** A message that shall be parked, as a wait or as a hold. */
export interface Parking extends StepPlace {
  readonly kind: Exclude<Wait['kind'], 'text'>;
  /** ms UTC; null: never by itself */
  readonly due: number | null;
  /** Why it is held, one sentence for people. */
  readonly because?: string;
  /** Held because the lead is paused: due when the lead is resumed. */
  readonly untilResumed?: true;
  readonly awaits: readonly Awaited[];
  readonly schedule?: Schedule;
  readonly spreadMs?: number;
  readonly late?: number;
  readonly msg: JsonObject;
}

/** Parks a message once. `journey_over`: its enrollment has ended, so there is nothing left to wait for. */
export function park(draft: Draft, parking: Parking): 'parked' | 'already' | 'journey_over' {
  const { visit: _, formerly: __, enrollment, delivery, ...wait } = parking;
  const isHold = parking.kind === 'hold';
  if (isHold ? wasHeld(draft.lead, parking) : hasWaited(draft.lead, parking)) return 'already';
  if (enrollment !== undefined && !resume(draft, enrollment)) return 'journey_over';
  const nth = timesPutOff(draft.lead, parking) + 1;
  const id = isHold ? holdId(draft.lead, parking, nth) : waitId(draft.lead, parking);
  draft.add({
    kind: 'parked',
    wait: {
      id,
      ...wait,
      ...(enrollment === undefined ? {} : { enrollment }),
      ...(delivery === undefined ? {} : { delivery }),
      ...(isHold ? { nth } : {}),
      since: draft.now,
    },
  });
  return 'parked';
}

/** A step of a completed enrollment makes it active again. False when the enrollment is over for good. */
export function resume(draft: Draft, id: EnrollmentId): boolean {
  const enrollment = draft.lead.enrollments.find((one) => one.id === id);
  if (!enrollment) return false;
  if (enrollment.state.status === 'completed') {
    draft.add({ kind: 'enrollment_moved', id, to: { status: 'active' } });
    return true;
  }
  return enrollment.state.status === 'active';
}

/** Ends a wait, once, and hands its message to its node. While the lead, or its journey, holds still it is kept for later. */
export function endWait(draft: Draft, wait: Wait, end: WaitEnd): void {
  if (isStill(draft.lead, wait.enrollment))
    return draft.add({ kind: 'wait_latched', id: wait.id, at: draft.now, end });
  draft.add({ kind: 'wait_ended', id: wait.id, handover: { seq: draft.nextSeq(), at: draft.now, end } });
}

/** The clock of a website may be slow, and some tell the time in whole seconds, ms. */
const SLOW_CLOCK_MS = 60_000;

/** Ends every wait that waits for this behavior. What happened before a wait began, and arrives late, does not end it. */
export function endWaitsForBehavior(draft: Draft, behavior: Behavior, deployed: Deployed): void {
  const asked = askedIn(draft, deployed);
  for (const wait of [...draft.lead.waits]) {
    if (wait.latched || !deployed.isHere(wait.node) || behavior.at < wait.since - SLOW_CLOCK_MS) continue;
    const entry = draft.lead.enrollments.find(({ id }) => id === wait.enrollment)?.behavior;
    const awaited = wait.awaits.find(
      (one) =>
        one.kind === 'behavior' &&
        one.name === behavior.name &&
        (!one.where || propertyHolds(behavior, one.where, entry, asked)),
    );
    if (awaited) endWait(draft, wait, { kind: 'behavior', behavior, output: awaited.output });
  }
}

/**
 * The wait a reply belongs to: of the journey it answers, else the one parked last; but if it surely answers a journey,
 * then no wait of another one. A reply ends one wait, so that two journeys do not both think they were answered.
 */
export function waitForReply(
  record: LeadRecord,
  { enrollment: answers, bound }: Pick<Reply, 'enrollment' | 'bound'>,
  isHere: (node: NodeId) => boolean,
): { wait: Wait; output: number } | undefined {
  const open = record.waits.flatMap((wait) => {
    const awaited = wait.awaits.find((one) => one.kind === 'reply');
    return awaited && !wait.latched && isHere(wait.node) ? [{ wait, output: awaited.output }] : [];
  });
  const own = open.findLast(({ wait }) => wait.enrollment === answers);
  if (own) return own;
  return open.findLast(({ wait }) => bound === undefined || wait.enrollment === undefined);
}

/**
 * Ends the lead's waits that are due, up to `most` of them, the longest overdue first. A wait whose node is gone or
 * disabled becomes an orphan: kept, and left alone until the node comes back.
 */
export function endDueWaits(draft: Draft, isHere: (node: NodeId) => boolean, most = Infinity): void {
  const { record } = draft;
  // What a lead is writing may end a wait that is due: her turn ends first.
  if (!record || record.pause || record.turn) return;
  const due = record.waits.filter(
    (wait) =>
      wait.due !== null && wait.due <= draft.now && !wait.orphaned && !isStill(record, wait.enrollment),
  );
  let left = most;
  for (const wait of due.sort((a, b) => (a.due ?? 0) - (b.due ?? 0))) {
    if (!isHere(wait.node)) draft.add({ kind: 'wait_orphaned', id: wait.id, orphaned: true });
    else if (left-- > 0) endWait(draft, wait, wait.latched ?? endOfTime(wait));
  }
}

/** What it was whose time has come: a date that was awaited, or the time of the node itself. */
function endOfTime({ due, awaits }: Wait): WaitEnd {
  const date = awaits.find((one) => one.kind === 'date' && one.due === due);
  return date ? { kind: 'date', output: date.output } : { kind: 'due' };
}

/** Takes back the waits of nodes that are here again, and tells which. */
export function adoptOrphans(draft: Draft, isHere: (node: NodeId) => boolean): Wait[] {
  const orphans = (draft.record?.waits ?? []).filter((wait) => wait.orphaned && isHere(wait.node));
  for (const { id } of orphans) draft.add({ kind: 'wait_orphaned', id, orphaned: false });
  return orphans;
}
