import { optedOut } from '../permission/ledger';
import { derivedId } from '../derived-id';
import type { Enrollment, EnrollmentId } from '../leads/enrollment';
import type { Behavior } from '../leads/lead';
import { mostWith } from '../leads/limits';
import { MOST_ACTIVE, MOST_HANDOVERS } from '../leads/record';
import type { TurnedAway } from '../leads/wait';
import type { Draft } from '../store/draft';
import { displaceOthers, whyNotBeside } from './claims';
import { activeEnrollments, exitBy, leave } from './exits';
import type { Deployed, Entrant, Journey } from './journey';

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

/** undefined: she may enter. The age comes last: who is turned away as `too_old` would have entered but for it. */
export function whyTurnedAway(
  draft: Draft,
  { journey, behavior }: Entrant,
  deployed: Deployed,
): TurnedAway | undefined {
  if (optedOut(draft.lead.ledger)) return 'opted_out';
  const reason = whyNotAgain(draft.now, journey, passagesThrough(draft, journey));
  if (reason !== undefined) return reason;
  if (hasManyHandovers(draft, behavior)) return 'too_soon';
  if (hasEnded(draft, journey, behavior)) return 'already_ended';
  return (
    whyNotBeside(draft, journey, deployed) ??
    (draft.now - behavior.at > journey.maxAgeMs ? 'too_old' : undefined)
  );
}

/** In the order in which they began. */
export function passagesThrough(draft: Draft, { id }: Journey): readonly Enrollment[] {
  return draft.lead.enrollments.filter(({ journey }) => journey === id);
}

/** What the policy says at `now` (ms UTC); `earlier` are her passages through the journey. */
export function whyNotAgain(
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

/** Lets the lead in. "always" means side by side; only "restart" ends the run before. */
export function enter(draft: Draft, { journey, behavior }: Entrant, deployed: Deployed): void {
  if (journey.policy.kind === 'restart') {
    for (const enrollment of activeEnrollments(draft)) {
      if (enrollment.journey === journey.id)
        leave(draft, enrollment, { kind: 'exited', reason: 'restarted' });
    }
  }
  const enrollment: Enrollment = {
    id: idOf(draft, journey, behavior),
    journey: journey.id,
    journeyName: journey.name,
    enteredAt: draft.now,
    behavior,
    state: { status: 'active' },
  };
  draft.add({ kind: 'enrolled', enrollment });
  displaceOthers(draft, journey, enrollment.id, deployed);
  draft.handOver(journey.id, { kind: 'entered', enrollment: enrollment.id });
}

/** A journey is entered once by one behavior; a behavior that is older than what is remembered may come once more. */
function idOf({ lead: { lead, enrollments } }: Draft, journey: Journey, behavior: Behavior): EnrollmentId {
  for (let nth = 1; ; nth++) {
    const id = derivedId('e', lead.id, journey.id, behavior.id, String(nth));
    if (enrollments.every((one) => one.id !== id)) return id;
  }
}

/** The lead's history says why, and the trigger is told. */
export function turnAway(draft: Draft, { journey, behavior }: Entrant, reason: TurnedAway): void {
  draft.add({
    kind: 'note',
    note: { kind: 'turned_away', at: draft.now, journeyName: journey.name, reason },
  });
  if (!hasManyHandovers(draft, behavior))
    draft.handOver(journey.id, { kind: 'turned_away', behavior, reason });
}

/** After so long a handover surely has arrived, ms. */
const UNDER_WAY_MS = 10 * 60_000;

/** One number that is posted without end must not fill the memory with what is under way to its triggers. */
function hasManyHandovers({ lead: { handovers }, now }: Draft, behavior: Behavior): boolean {
  const most = mostWith(behavior, MOST_HANDOVERS);
  if (handovers.length < most) return false;
  return handovers.filter(({ at }) => Math.abs(now - at) < UNDER_WAY_MS).length >= most;
}
