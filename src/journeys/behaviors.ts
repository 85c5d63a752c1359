import type { BehaviorInput } from '../leads/behavior-input';
import type { EnrollmentId } from '../leads/enrollment';
import type { Behavior } from '../leads/lead';
import type { LeadRecord } from '../leads/record';
import type { Draft } from '../store/draft';
import { letIn } from './contest';
import { startsJourney } from './entry';
import { leaveByBehavior } from './exits';
import type { Deployed } from './journey';
import { prolongPause } from './pauses';
import { endWaitsForBehavior } from './waits';

export type { Deployed } from './journey';

/** Without an id of its own, the same content within this time is the same behavior sent twice, ms. */
const SAME_CONTENT_MS = 60_000;

/** True when the behavior is already recorded: a provider's retry, or a form sent with a double click. */
export function isRepeated(
  { behaviors }: LeadRecord,
  behavior: Behavior,
  { idGiven, contentKey }: Pick<BehaviorInput, 'idGiven' | 'contentKey'>,
): boolean {
  if (idGiven) return behaviors.some((one) => one.id === behavior.id);
  const sameContent = behaviors.filter((one) => one.id.startsWith(`${contentKey}.`));
  return sameContent.some((one) => Math.abs(one.at - behavior.at) < SAME_CONTENT_MS);
}

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
  endWaitsForBehavior(draft, behavior, (node) => deployed.isHere(node));
  const starting = [...deployed.journeys.values()].filter((one) => startsJourney(draft, one, behavior));
  letIn(
    draft,
    starting.map((journey) => ({ journey, behavior })),
    deployed,
  );
}

const NOBODY: ReadonlySet<EnrollmentId> = new Set();
