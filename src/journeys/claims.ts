import type { Enrollment, EnrollmentId } from '../leads/enrollment';
import type { Draft } from '../store/draft';
import { activeEnrollments, leave } from './exits';
import type { Deployed, Journey } from './journey';

/**
 * Why a journey may not begin beside those that run: one of its own priority or a higher one has the lead for itself, or it
 * would have her for itself itself, and one of a higher priority runs.
 */
export function whyNotBeside(
  draft: Draft,
  journey: Journey,
  { journeys }: Deployed,
): 'claimed' | 'outranked' | undefined {
  for (const enrollment of othersThan(draft, journey)) {
    const other = journeys.get(enrollment.journey);
    if (!other) continue;
    if (other.claims && other.priority >= journey.priority) return 'claimed';
    if (journey.claims && other.priority > journey.priority && !isHeld(enrollment)) return 'outranked';
  }
  return undefined;
}

/** The lead enters: what may not run beside the journey ends, or is held until it has ended. What nobody knows is held. */
export function displaceOthers(
  draft: Draft,
  journey: Journey,
  by: EnrollmentId,
  { journeys }: Deployed,
): void {
  for (const enrollment of othersThan(draft, journey)) {
    const other = journeys.get(enrollment.journey);
    if (!journey.claims && !other?.claims) continue;
    if (other?.whenDisplaced === 'end') leave(draft, enrollment, { kind: 'exited', reason: 'displaced' });
    else hold(draft, enrollment, by);
  }
}

/** What was held goes on when the journey that held it has ended: overdue waits leave as after a pause. */
export function releaseHeld(draft: Draft): void {
  for (const { id, journeyName, state } of activeEnrollments(draft)) {
    if (state.status !== 'active' || state.heldBy === undefined) continue;
    const holder = draft.lead.enrollments.find((one) => one.id === state.heldBy);
    if (holder?.state.status === 'active') continue;
    draft.add({ kind: 'enrollment_released', id, at: draft.now });
    draft.add({ kind: 'note', note: { kind: 'released', at: draft.now, journeyName } });
  }
}

function hold(draft: Draft, enrollment: Enrollment, by: EnrollmentId): void {
  const { id, journeyName } = enrollment;
  draft.add({ kind: 'enrollment_held', id, by });
  if (!isHeld(enrollment)) draft.add({ kind: 'note', note: { kind: 'held', at: draft.now, journeyName } });
}

function isHeld({ state }: Enrollment): boolean {
  return state.status === 'active' && state.heldBy !== undefined;
}

function othersThan(draft: Draft, { id }: Journey): Enrollment[] {
  return activeEnrollments(draft).filter((enrollment) => enrollment.journey !== id);
}
