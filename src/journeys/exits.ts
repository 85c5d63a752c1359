import type { Enrollment, EnrollmentId, ExitReason } from '../leads/enrollment';
import type { Behavior } from '../leads/lead';
import type { Draft } from '../store/draft';
import type { Deployed } from './journey';

/** How an enrollment ends before its flow does. */
export type Leaving =
  | { readonly kind: 'converted'; readonly behavior: Behavior }
  | { readonly kind: 'exited'; readonly reason: ExitReason };

/**
 * Ends an active enrollment: its waits and unsent texts end in the same atomic step (ARCHITECTURE, promise 4), and its
 * trigger is told once.
 */
export function leave(draft: Draft, enrollment: Enrollment, leaving: Leaving): void {
  cancelWaits(draft, enrollment.id);
  blockUnsentTexts(draft, enrollment.id, leaving.kind === 'exited' ? leaving.reason : 'converted');
  const left = draft.nextSeq();
  const endedAt = draft.now;
  const state =
    leaving.kind === 'converted'
      ? ({
          status: 'converted',
          endedAt,
          left,
          behavior: leaving.behavior,
          ...creditOf(draft, enrollment.id),
        } as const)
      : ({ status: 'exited', endedAt, left, reason: leaving.reason } as const);
  draft.add({ kind: 'enrollment_moved', id: enrollment.id, to: state });
  draft.add({
    kind: 'handed_over',
    handover: {
      seq: left,
      node: enrollment.journey,
      at: draft.now,
      event: { kind: 'left', enrollment: { ...enrollment, state } },
    },
  });
}

/**
 * Ends the journeys that end at a reply. A reply that a wait of the journey asks for, or asked for while everything held
 * still for the lead, belongs to the wait. `asked` is the journey of the wait that has just taken it.
 */
export function leaveByReply(draft: Draft, asked: EnrollmentId | undefined, { journeys }: Deployed): void {
  const kept = new Set(draft.lead.waits.flatMap((wait) => (wait.latched ? [wait.enrollment] : [])));
  for (const enrollment of activeEnrollments(draft)) {
    if (enrollment.id === asked || kept.has(enrollment.id)) continue;
    if (journeys.get(enrollment.journey)?.exitOnReply)
      leave(draft, enrollment, { kind: 'exited', reason: 'replied' });
  }
}

/** Ends everything that is under way for the lead: an opt-out stops all journeys and all lonely waits. */
export function leaveEverything(draft: Draft, reason: ExitReason): void {
  for (const enrollment of activeEnrollments(draft)) leave(draft, enrollment, { kind: 'exited', reason });
  for (const wait of [...draft.lead.waits]) draft.add({ kind: 'wait_ended', id: wait.id });
  blockUnsentTexts(draft, undefined, reason);
}

function creditOf(draft: Draft, enrollment: EnrollmentId): { readonly credit?: string } {
  const last = draft.lead.messages.findLast(
    (message) =>
      message.enrollment === enrollment && 'sid' in message.life && message.life.state !== 'undelivered',
  );
  return last ? { credit: last.id } : {};
}

/** A copy, so that enrollments may end while it is read. */
export function activeEnrollments(draft: Draft): Enrollment[] {
  return (draft.record?.enrollments ?? []).filter(({ state }) => state.status === 'active');
}

function cancelWaits(draft: Draft, enrollment: EnrollmentId): void {
  for (const wait of draft.lead.waits.filter((one) => one.enrollment === enrollment)) {
    draft.add({ kind: 'wait_ended', id: wait.id });
  }
}

/** Without an enrollment: every text of the lead that has not been given to a gateway yet. */
function blockUnsentTexts(draft: Draft, enrollment: EnrollmentId | undefined, reason: string): void {
  for (const message of [...draft.lead.messages]) {
    if (message.life.state !== 'planned' || message.purpose === 'answer') continue;
    if (enrollment !== undefined && message.enrollment !== enrollment) continue;
    draft.add({ kind: 'message_moved', id: message.id, to: { state: 'blocked', at: draft.now, reason } });
  }
}
