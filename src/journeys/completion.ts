import type { Enrollment, EnrollmentId } from '../leads/enrollment';
import type { LeadId } from '../leads/lead';
import type { LeadRecord } from '../leads/record';
import type { HandoverEvent } from '../leads/wait';
import type { LeadStore } from '../store/contract';
import type { Draft } from '../store/draft';
import type { Decisions } from './decisions';

/** So many leads are looked at together; see the scheduler. */
const LOT = 100;

/**
 * A flow has no visible end: an enrollment has gone through it when nothing of it is parked, under way or on its way to
 * a node any more. Handovers up to `arrivedUpTo` have arrived.
 */
export function finishedEnrollments(record: LeadRecord, arrivedUpTo: number): Enrollment[] {
  return record.enrollments.filter(
    ({ id, state }) => state.status === 'active' && !isUnderWay(record, id, arrivedUpTo),
  );
}

/** Completes them. A later step, such as one behind a delay node of Node-RED, makes them active again. */
export function completeFinished(draft: Draft, arrivedUpTo: number): void {
  if (!draft.record) return;
  for (const { id } of finishedEnrollments(draft.record, arrivedUpTo)) {
    draft.add({ kind: 'enrollment_moved', id, to: { status: 'completed', endedAt: draft.now } });
  }
}

/** Completes those of many leads; who has none is not touched. */
export async function completeAll(
  leads: readonly LeadId[],
  arrivedUpTo: number,
  store: LeadStore,
  decisions: Decisions,
): Promise<void> {
  for (let at = 0; at < leads.length; at += LOT) {
    await Promise.all(
      leads.slice(at, at + LOT).map(async (id) => {
        const record = await store.read({ id });
        if (!record || finishedEnrollments(record, arrivedUpTo).length === 0) return;
        await decisions.run({ id }, (draft) => completeFinished(draft, arrivedUpTo));
      }),
    );
    // Reading alone would not let anybody else have a turn.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function isUnderWay(record: LeadRecord, id: EnrollmentId, arrivedUpTo: number): boolean {
  const { waits, handovers, messages } = record;
  return (
    waits.some((wait) => wait.enrollment === id) ||
    handovers.some(({ seq, event }) => seq > arrivedUpTo && enrollmentOf(event) === id) ||
    messages.some(
      ({ enrollment, life }) => enrollment === id && (life.state === 'planned' || life.state === 'sending'),
    )
  );
}

function enrollmentOf(event: HandoverEvent): EnrollmentId | undefined {
  if (event.kind === 'entered') return event.enrollment;
  return event.kind === 'wait_ended' ? event.wait.enrollment : undefined;
}
