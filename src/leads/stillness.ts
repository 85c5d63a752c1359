import type { EnrollmentId } from './enrollment';
import type { LeadRecord } from './record';

/**
 * When something of the lead falls due next, ms UTC; Infinity for never by itself. While she is paused, that is its end;
 * what belongs to a journey that is held is not due, and while she is writing no wait is.
 */
export function nextDue(
  record: Pick<LeadRecord, 'waits' | 'pause' | 'enrollments' | 'contest' | 'turn'>,
): number {
  const { waits, pause, contest, enrollments, turn } = record;
  if (turn) return Math.min(turn.until, pause ? (pause.until ?? Infinity) : (contest?.until ?? Infinity));
  if (pause) return pause.until ?? Infinity;
  let next = contest?.until ?? Infinity;
  for (const { state, leavesAt } of enrollments) {
    if (state.status === 'active' && leavesAt && leavesAt < next) next = leavesAt;
  }
  for (const wait of waits) {
    if (wait.due !== null && !wait.orphaned && wait.due < next && !isHeld(record, wait.enrollment))
      next = wait.due;
  }
  return next;
}

/** True while nothing of the lead, or of this journey of hers, may happen by itself: what would end a wait is kept with it. */
export function isStill(
  record: Pick<LeadRecord, 'pause' | 'enrollments'>,
  enrollment: EnrollmentId | undefined,
): boolean {
  return record.pause !== undefined || isHeld(record, enrollment);
}

function isHeld({ enrollments }: Pick<LeadRecord, 'enrollments'>, id: EnrollmentId | undefined): boolean {
  if (id === undefined) return false;
  const state = enrollments.find((one) => one.id === id)?.state;
  return state?.status === 'active' && state.heldBy !== undefined;
}
