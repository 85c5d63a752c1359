import type { EnrollmentId } from '../leads/enrollment';
import type { Behavior } from '../leads/lead';
import type { Draft } from '../store/draft';
import { letIn } from './contest';
import { startsJourney } from './entry';
import { leaveByBehavior } from './exits';
import type { Deployed } from './journey';
import { prolongPause } from './pauses';
import { endWaitsForBehavior } from './waits';

export type { Deployed } from './journey';

/**
 * Records a behavior and draws the consequences, in this order: the journeys it ends are left, waits that wait for it
 * end, journeys that start at it are entered. `askedBy`: the journeys that asked for the reply that it is.
 */
export function takeBehavior(
  draft: Draft,
  behavior: Behavior,
  deployed: Deployed,
  askedBy: ReadonlySet<EnrollmentId> = NOBODY,
): void {
  draft.add({ kind: 'behavior', behavior });
  if (behavior.name === 'sms_replied') prolongPause(draft);
  if (behavior.name === 'purchased') draft.add({ kind: 'lead_set', set: { stage: 'customer' } });
  leaveByBehavior(draft, behavior, deployed, askedBy);
  endWaitsForBehavior(draft, behavior, deployed);
  const starting = [...deployed.journeys.values()].filter((one) => startsJourney(draft, one, behavior));
  letIn(
    draft,
    starting.map((journey) => ({ journey, behavior })),
    deployed,
  );
}

const NOBODY: ReadonlySet<EnrollmentId> = new Set();
