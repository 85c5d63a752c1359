import type { Contest } from '../leads/record';
import type { Draft } from '../store/draft';
import { enter, passagesThrough, turnAway, whyNotAgain, whyTurnedAway } from './entry';
import { USUAL_PRIORITY, type Deployed, type Entrant, type Journey } from './journey';

/**
 * Triggers have fired: the lead enters the journey of the highest priority, and is turned away from the others. She enters
 * at once, unless a higher one may still fire within the time in which triggers count as one: then it is open until then.
 * While she is paused it is put off, and decided by the rules of the moment in which she is resumed.
 */
export function letIn(draft: Draft, entrants: readonly Entrant[], deployed: Deployed): void {
  if (draft.lead.pause) {
    for (const entrant of entrants) draft.add({ kind: 'entry_postponed', entry: keep(entrant) });
    return;
  }
  const fresh = entrants.filter((entrant) => isLetThrough(draft, entrant, deployed));
  if (fresh.length === 0) return;
  const waiting: Entrant[] = [];
  for (const entrant of entrantsOf(draft.lead.contest, deployed)) {
    // The journey starts once, at the last of them.
    const again = fresh.some(({ journey }) => journey.id === entrant.journey.id);
    if (again) turnAway(draft, entrant, 'coalesced');
    else waiting.push(entrant);
  }
  const all = [...waiting, ...fresh];
  if (!mayBeOutranked(draft, all, deployed)) return settle(draft, all, deployed);
  const until = draft.lead.contest?.until ?? draft.now + deployed.coalesceMs;
  draft.add({ kind: 'contested', contest: { until, entrants: all.map(keep) } });
}

/** The time is over in which a higher trigger might have fired. */
export function settleContestIfOver(draft: Draft, deployed: Deployed): void {
  const { contest, pause } = draft.record ?? {};
  if (contest && !pause && contest.until <= draft.now) settle(draft, entrantsOf(contest, deployed), deployed);
}

function settle(draft: Draft, entrants: readonly Entrant[], deployed: Deployed): void {
  if (draft.lead.contest) draft.add({ kind: 'contested', contest: null });
  const ranked = [...entrants].sort((a, b) => b.journey.priority - a.journey.priority);
  for (const entrant of ranked) if (isLetThrough(draft, entrant, deployed)) enter(draft, entrant, deployed);
}

function isLetThrough(draft: Draft, entrant: Entrant, deployed: Deployed): boolean {
  const reason =
    whyTurnedAway(draft, entrant, deployed) ??
    (isTaken(draft, entrant.journey, deployed) ? 'coalesced' : undefined);
  if (reason) turnAway(draft, entrant, reason);
  return reason === undefined;
}

/** A trigger of the same priority or a higher one has just let her in, and what it started goes on. */
function isTaken(draft: Draft, journey: Journey, { journeys, coalesceMs }: Deployed): boolean {
  return draft.lead.enrollments.some(
    ({ journey: id, enteredAt, state }) =>
      id !== journey.id &&
      draft.now - enteredAt < coalesceMs &&
      (state.status === 'active' || state.status === 'completed') &&
      (journeys.get(id)?.priority ?? USUAL_PRIORITY) >= journey.priority,
  );
}

/** True while it pays to wait: a journey of a higher priority than all of these would let her in if its trigger fired. */
function mayBeOutranked(
  draft: Draft,
  entrants: readonly Entrant[],
  { journeys, coalesceMs }: Deployed,
): boolean {
  if (draft.now >= (draft.lead.contest?.until ?? draft.now + coalesceMs)) return false;
  const highest = Math.max(...entrants.map(({ journey }) => journey.priority));
  return [...journeys.values()].some(
    (journey) =>
      journey.priority > highest &&
      journey.start.kind === 'behavior' &&
      whyNotAgain(draft.now, journey, passagesThrough(draft, journey)) === undefined,
  );
}

/** A journey whose trigger is gone takes no part any more. */
function entrantsOf(contest: Contest | undefined, { journeys }: Deployed): Entrant[] {
  return (contest?.entrants ?? []).flatMap(({ journey: id, behavior }) => {
    const journey = journeys.get(id);
    return journey ? [{ journey, behavior }] : [];
  });
}

function keep({ journey, behavior }: Entrant): Contest['entrants'][number] {
  return { journey: journey.id, behavior };
}
