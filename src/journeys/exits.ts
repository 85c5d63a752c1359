import type { Enrollment, EnrollmentId, ExitReason } from '../leads/enrollment';
import type { Asked } from '../leads/field-test';
import type { Behavior } from '../leads/lead';
import { propertyHolds } from '../leads/property-test';
import type { Draft } from '../store/draft';
import { askedIn } from './asked';
import type { Deployed, Journey } from './journey';

/** How an enrollment ends before its flow does. */
export type Leaving =
  | { readonly kind: 'converted'; readonly behavior: Behavior }
  | { readonly kind: 'exited'; readonly reason: Exclude<ExitReason, 'behavior'> }
  | { readonly kind: 'exited'; readonly reason: 'behavior'; readonly behavior: Behavior };

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
      : ({ status: 'exited', endedAt, left, ...reasonOf(leaving) } as const);
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
 * Ends the journeys that this behavior ends. One from before she entered says nothing about the journey. `askedBy`: the
 * journeys whose waits asked for the reply that it is: it belongs to the wait, and is no exit.
 */
export function leaveByBehavior(
  draft: Draft,
  behavior: Behavior,
  deployed: Deployed,
  askedBy: ReadonlySet<EnrollmentId>,
): void {
  for (const enrollment of activeEnrollments(draft)) {
    const journey = deployed.journeys.get(enrollment.journey);
    // A text has just come in, whatever the clock was set to since she entered.
    const isEarlier = behavior.at < enrollment.behavior.at && !isReply(behavior);
    if (!journey || isEarlier || askedBy.has(enrollment.id)) continue;
    const exit = exitBy(journey, behavior, enrollment.behavior, askedIn(draft, deployed));
    if (exit) leave(draft, enrollment, exit);
    else if (journey.exitOnReply && isReply(behavior))
      leave(draft, enrollment, { kind: 'exited', reason: 'replied' });
  }
}

/** How the journey that began with `entry` ends by this behavior; undefined: it does not. */
export function exitBy(
  { exits }: Journey,
  behavior: Behavior,
  entry: Behavior,
  asked?: Asked,
): Leaving | undefined {
  const fitting = exits.flatMap((exit) =>
    exit.kind === 'behavior' &&
    exit.name === behavior.name &&
    (!exit.where || propertyHolds(behavior, exit.where, entry, asked))
      ? [exit]
      : [],
  );
  if (fitting.length === 0) return undefined;
  const success = fitting.some((exit) => exit.success);
  return success ? { kind: 'converted', behavior } : { kind: 'exited', reason: 'behavior', behavior };
}

/** The journeys a reply belongs to: of the wait it has just ended, and of those it ended while everything held still. */
export function journeysAsking(draft: Draft, asked: EnrollmentId | undefined): ReadonlySet<EnrollmentId> {
  const latched = draft.lead.waits.filter((wait) => wait.latched).map(({ enrollment }) => enrollment);
  return new Set([asked, ...latched].filter((id) => id !== undefined));
}

/** A text of hers, and not something of that name that was posted. */
function isReply({ name, source }: Behavior): boolean {
  return name === 'sms_replied' && source === 'reply';
}

function reasonOf(leaving: Leaving & { readonly kind: 'exited' }): {
  readonly reason: ExitReason;
  readonly behavior?: Behavior;
} {
  const { reason } = leaving;
  return leaving.reason === 'behavior' ? { reason, behavior: leaving.behavior } : { reason };
}

/** Ends everything that is under way for the lead: an opt-out stops all journeys and all lonely waits. */
export function leaveEverything(draft: Draft, reason: 'opted_out' | 'deleted'): void {
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
