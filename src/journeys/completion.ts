import type { Enrollment, EnrollmentId } from '../leads/enrollment';
import type { LeadId } from '../leads/lead';
import type { LeadRecord } from '../leads/record';
import type { Handover, HandoverEvent } from '../leads/wait';
import type { LeadStore } from '../store/contract';
import type { Draft } from '../store/draft';
import type { Decisions } from './decisions';

/** So many leads are looked at together; see the scheduler. */
const LOT = 100;

/** Tells whether a handover may not have arrived. */
export type IsOpen = (handover: Handover) => boolean;

/**
 * A flow has no visible end: an enrollment has gone through it when nothing of it is parked, under way or on its way to
 * a node any more.
 */
export function finishedEnrollments(record: LeadRecord, isOpen: IsOpen): Enrollment[] {
  return record.enrollments.filter(
    ({ id, state }) => state.status === 'active' && !isUnderWay(record, id, isOpen),
  );
}

/** Completes them. A later step, such as one behind a delay node of Node-RED, makes them active again. */
export function completeFinished(draft: Draft, isOpen: IsOpen): void {
  if (!draft.record) return;
  for (const { id } of finishedEnrollments(draft.record, isOpen)) {
    draft.add({ kind: 'enrollment_moved', id, to: { status: 'completed', endedAt: draft.now } });
  }
}

/** Completes those of many leads, whose handovers up to a number have arrived; who has none is not touched. */
export async function completeAll(
  leads: readonly LeadId[],
  arrivedUpTo: number,
  store: LeadStore,
  decisions: Decisions,
): Promise<void> {
  const isOpen: IsOpen = ({ seq, kept }) => kept === true || seq > arrivedUpTo;
  for (let at = 0; at < leads.length; at += LOT) {
    await Promise.all(
      leads.slice(at, at + LOT).map(async (id) => {
        const record = await store.read({ id });
        if (!record || finishedEnrollments(record, isOpen).length === 0) return;
        await decisions.run({ id }, (draft) => completeFinished(draft, isOpen));
      }),
    );
    // Reading alone would not let anybody else have a turn.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function isUnderWay(record: LeadRecord, id: EnrollmentId, isOpen: IsOpen): boolean {
  const { waits, handovers, messages } = record;
  return (
    waits.some((wait) => wait.enrollment === id) ||
    handovers.some((handover) => enrollmentOf(handover.event) === id && isOpen(handover)) ||
    messages.some(
      ({ enrollment, life }) => enrollment === id && (life.state === 'planned' || life.state === 'sending'),
    )
  );
}

function enrollmentOf(event: HandoverEvent): EnrollmentId | undefined {
  if (event.kind === 'entered') return event.enrollment;
  return event.kind === 'wait_ended' ? event.wait.enrollment : undefined;
}
