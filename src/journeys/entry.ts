import { optedOut } from '../permission/ledger';
import type { Enrollment } from '../leads/enrollment';
import type { Behavior } from '../leads/lead';
import { MOST_ACTIVE } from '../leads/record';
import type { TurnedAway } from '../leads/wait';
import type { Draft } from '../store/draft';
import { leave } from './exits';
import type { Journey } from './journey';

/**
 * Lets the lead into the journey, or turns her away and says why; both are told to the trigger. While she is paused it is
 * put off: she enters, or not, by the rules of the moment in which she is resumed.
 */
export function enterOrTurnAway(draft: Draft, journey: Journey, behavior: Behavior): void {
  if (draft.lead.pause)
    return draft.add({ kind: 'entry_postponed', entry: { journey: journey.id, behavior } });
  const earlier = draft.lead.enrollments.filter((one) => one.journey === journey.id);
  const reason = whyTurnedAway(draft, journey, behavior, earlier);
  if (reason !== undefined) return turnAway(draft, journey, behavior, reason);
  for (const enrollment of earlier) {
    // "always" means side by side; only "restart" ends the run before.
    if (journey.policy.kind === 'restart' && enrollment.state.status === 'active') {
      leave(draft, enrollment, { kind: 'exited', reason: 'restarted' });
    }
  }
  enter(draft, journey, behavior);
}

/** True when this behavior, as the last of those recorded, is what the journey starts at. */
export function startsJourney(draft: Draft, journey: Journey, behavior: Behavior): boolean {
  const { start } = journey;
  if (start.kind !== 'behavior' || !start.names.includes(behavior.name)) return false;
  if (start.count === 1) return true;
  const since = behavior.at - start.withinMs;
  const times = draft.lead.behaviors.filter(
    (one) => start.names.includes(one.name) && one.at > since && one.at <= behavior.at,
  );
  return times.length >= start.count;
}

function whyTurnedAway(
  draft: Draft,
  journey: Journey,
  behavior: Behavior,
  earlier: readonly Enrollment[],
): TurnedAway | undefined {
  if (optedOut(draft.lead.ledger)) return 'opted_out';
  if (draft.now - behavior.at > journey.maxAgeMs) return 'too_old';
  const { policy } = journey;
  if (earlier.filter(({ state }) => state.status === 'active').length >= MOST_ACTIVE) return 'still_inside';
  const last = earlier.at(-1);
  if (!last) return undefined;
  switch (policy.kind) {
    case 'once':
      return 'already_entered';
    case 'once_while_active':
      return earlier.some(({ state }) => state.status === 'active') ? 'still_inside' : undefined;
    case 'after':
      if (earlier.some(({ state }) => state.status === 'active')) return 'still_inside';
      return draft.now - last.enteredAt < policy.ms ? 'too_soon' : undefined;
    case 'restart':
    case 'always':
      return undefined;
  }
}

function enter(draft: Draft, journey: Journey, behavior: Behavior): void {
  const enrollment: Enrollment = {
    id: draft.newId('e'),
    journey: journey.id,
    journeyName: journey.name,
    enteredAt: draft.now,
    behavior,
    state: { status: 'active' },
  };
  draft.add({ kind: 'enrolled', enrollment });
  draft.handOver(journey.id, { kind: 'entered', enrollment: enrollment.id });
}

function turnAway(draft: Draft, journey: Journey, behavior: Behavior, reason: TurnedAway): void {
  draft.add({
    kind: 'note',
    note: { kind: 'turned_away', at: draft.now, journeyName: journey.name, reason },
  });
  draft.handOver(journey.id, { kind: 'turned_away', behavior, reason });
}
