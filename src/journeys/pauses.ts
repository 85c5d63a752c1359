import type { PauseReason } from '../leads/pause';
import type { Draft } from '../store/draft';
import { letIn } from './contest';
import type { Deployed } from './journey';

/** Why and how long. */
export interface Pausing {
  readonly reason: PauseReason;
  /** ms UTC; null: until somebody resumes her, or `silenceMs` have passed. */
  readonly until: number | null;
  /** Resume when she has not replied for so long, ms. Then `until` does not count. */
  readonly silenceMs?: number;
}

/**
 * From now on every automation holds still for the lead. A second pause takes the place of the first, so that a person
 * who writes again begins the silence anew; but what a person paused, only a person pauses otherwise.
 */
export function pauseLead(draft: Draft, { reason, until, silenceMs }: Pausing): void {
  const { pause } = draft.lead;
  if (pause?.reason === 'person' && reason !== 'person') return;
  draft.add({
    kind: 'paused',
    pause: {
      since: pause?.reason === reason ? pause.since : draft.now,
      until: silenceMs === undefined ? until : draft.now + silenceMs,
      reason,
      ...(silenceMs === undefined ? {} : { silenceMs }),
    },
  });
  if (pause?.reason !== reason) draft.add({ kind: 'note', note: { kind: 'paused', at: draft.now, reason } });
}

/** The lead replied: the silence that ends her pause begins anew. */
export function prolongPause(draft: Draft): void {
  const { pause } = draft.lead;
  if (pause?.silenceMs === undefined) return;
  draft.add({ kind: 'paused', pause: { ...pause, until: draft.now + pause.silenceMs } });
}

/**
 * Automation goes on. What ended a wait meanwhile reaches its node, held texts are judged anew, overdue waits leave as
 * after an outage, and journeys that would have started are entered, or not, by the rules of this moment.
 */
export function resumeLead(draft: Draft, deployed: Deployed): void {
  const { pause, postponed = [] } = draft.lead;
  if (!pause) return;
  draft.add({ kind: 'resumed', at: draft.now });
  draft.add({ kind: 'note', note: { kind: 'resumed', at: draft.now } });
  const entrants = postponed.flatMap(({ journey: id, behavior }) => {
    const journey = deployed.journeys.get(id);
    return journey ? [{ journey, behavior }] : [];
  });
  letIn(draft, entrants, deployed);
}

/** Ends a pause whose time is over. */
export function endPauseIfOver(draft: Draft, deployed: Deployed): void {
  const until = draft.record?.pause?.until;
  if (until !== undefined && until !== null && until <= draft.now) resumeLead(draft, deployed);
}
