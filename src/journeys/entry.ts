import { optedOut } from '../permission/ledger';
import type { Enrollment } from '../leads/enrollment';
import type { Behavior } from '../leads/lead';
import { MOST_ACTIVE } from '../leads/record';
import type { TurnedAway } from '../leads/wait';
import type { Draft } from '../store/draft';
import { exitBy, leave } from './exits';
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

/**
 * True when this behavior completes what the journey starts at, in the order in which things happened: one that arrives
 * late counts together with what happened before and after it.
 */
export function startsJourney(draft: Draft, { start }: Journey, behavior: Behavior): boolean {
  if (start.kind !== 'behavior' || !start.names.includes(behavior.name)) return false;
  if (start.count === 1) return true;
  const times = draft.lead.behaviors.filter(({ name }) => start.names.includes(name)).map(({ at }) => at);
  times.sort((a, b) => a - b);
  return times.some((first, index) => {
    const last = times[index + start.count - 1];
    if (last === undefined || last - first >= start.withinMs) return false;
    return first <= behavior.at && behavior.at <= last;
  });
}

/** The age comes last: who is turned away as `too_old` would have entered but for it. */
function whyTurnedAway(
  draft: Draft,
  journey: Journey,
  behavior: Behavior,
  earlier: readonly Enrollment[],
): TurnedAway | undefined {
  if (optedOut(draft.lead.ledger)) return 'opted_out';
  const reason = whyNotAgain(draft.now, journey, earlier);
  if (reason !== undefined) return reason;
  if (hasEnded(draft, journey, behavior)) return 'already_ended';
  return draft.now - behavior.at > journey.maxAgeMs ? 'too_old' : undefined;
}

/** What the policy says; `earlier` are her passages through the journey. */
function whyNotAgain(
  now: number,
  { policy }: Journey,
  earlier: readonly Enrollment[],
): TurnedAway | undefined {
  const active = earlier.filter(({ state }) => state.status === 'active');
  if (active.length >= MOST_ACTIVE) return 'still_inside';
  if (earlier.length === 0) return undefined;
  switch (policy.kind) {
    case 'once':
      return 'already_entered';
    case 'once_while_active':
      return active.length > 0 ? 'still_inside' : undefined;
    case 'after': {
      if (active.length > 0) return 'still_inside';
      const times = earlier.map((one) => (policy.from === 'end' ? endOf(one) : one.enteredAt));
      return now - Math.max(...times) < policy.ms ? 'too_soon' : undefined;
    }
    case 'restart':
    case 'always':
      return undefined;
  }
}

function endOf({ state, enteredAt }: Enrollment): number {
  return state.status === 'active' ? enteredAt : state.endedAt;
}

/** What happened later and arrived earlier would have ended the journey by now. */
function hasEnded(draft: Draft, journey: Journey, entry: Behavior): boolean {
  return draft.lead.behaviors.some((later) => later.at > entry.at && exitBy(journey, later, entry));
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
