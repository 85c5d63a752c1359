import { derivedId } from '../derived-id';
import type { BehaviorInput } from '../leads/behavior-input';
import type { Behavior } from '../leads/lead';
import type { LeadRecord } from '../leads/record';

/** Without an id of its own, the same content within this time is the same behavior sent twice, ms. */
const SAME_CONTENT_MS = 60_000;

/** Whether a behavior has come before, and the id under which it is recorded when it has not. */
export type Seen = { readonly before: true } | { readonly before: false; readonly id: string };

/**
 * A provider's retry, or a form sent with a double click, has come before. An id that was used for something else tells
 * nothing: what comes with it is recorded under an id that is derived from it and the content, so that it is known again.
 */
export function seenBefore(
  { behaviors }: LeadRecord,
  behavior: Behavior,
  { idGiven, contentKey }: Pick<BehaviorInput, 'idGiven' | 'contentKey'>,
): Seen {
  const { id, at } = behavior;
  if (!idGiven) {
    const same = behaviors.filter((one) => one.id.startsWith(`${contentKey}.`));
    return same.some((one) => Math.abs(one.at - at) < SAME_CONTENT_MS)
      ? { before: true }
      : { before: false, id };
  }
  const used = behaviors.find((one) => one.id === id);
  if (!used) return { before: false, id };
  const other = idBeside(id, contentKey);
  const isKnown = isSame(used, behavior, contentKey) || behaviors.some((one) => one.id === other);
  return isKnown ? { before: true } : { before: false, id: other };
}

/** The id of what comes with a used id; `what` tells it from what had the id first. */
export function idBeside(id: string, what: string): string {
  return derivedId(`${id}~`, what);
}

/** What was recorded by older versions of this package has no digest of all that was told with it. */
function isSame(used: Behavior, behavior: Behavior, contentKey: string): boolean {
  if (used.content !== undefined) return used.content === contentKey;
  return (
    used.name === behavior.name && JSON.stringify(used.properties) === JSON.stringify(behavior.properties)
  );
}
