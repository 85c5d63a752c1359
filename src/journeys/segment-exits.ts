import { ruleHolds } from '../segments/rules';
import type { Draft } from '../store/draft';
import { activeEnrollments, leave } from './exits';
import type { Deployed } from './journey';

/**
 * Ends the journeys that end when the lead leaves a segment, if she has. Looked at whenever something of her changes, and
 * before anything goes on by itself: a rule that stops to hold because time passes ends the journey at the next step,
 * before it is done.
 */
export function leaveBySegment(draft: Draft, { journeys }: Deployed): void {
  for (const enrollment of activeEnrollments(draft)) {
    const { id, journey, segments = [] } = enrollment;
    const rules = (journeys.get(journey)?.exits ?? []).flatMap((exit) =>
      exit.kind === 'segment' ? [exit.rule] : [],
    );
    if (rules.length === 0) continue;
    const isIn = new Map(rules.map((rule) => [JSON.stringify(rule), ruleHolds(rule, draft.lead, draft.now)]));
    const joined = [...isIn].flatMap(([segment, is]) => (is && !segments.includes(segment) ? [segment] : []));
    if (segments.some((segment) => isIn.get(segment) === false))
      leave(draft, enrollment, { kind: 'exited', reason: 'left_segment' });
    else if (joined.length > 0) draft.add({ kind: 'segments_joined', id, segments: joined });
  }
}
