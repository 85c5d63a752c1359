import type { Enrollment } from '../leads/enrollment';
import { holdsUntil, ruleHolds, type SegmentRule } from '../segments/rules';
import type { Draft } from '../store/draft';
import { activeEnrollments, leave } from './exits';
import { askedIn } from './asked';
import type { Deployed, Journey } from './journey';

/**
 * Ends the journeys that end when the lead leaves a segment, if she has. Looked at whenever something of her changes, when
 * time alone takes her out of one, and before anything goes on by itself.
 */
export function leaveBySegment(draft: Draft, deployed: Deployed): void {
  for (const enrollment of activeEnrollments(draft)) {
    const journey = deployed.journeys.get(enrollment.journey);
    if (!journey || !(enrollment.leavesAt || journey.exits.some(isBySegment))) continue;
    const rules = journey.exits.flatMap((exit) => (exit.kind === 'segment' ? [exit.rule] : []));
    look(draft, enrollment, rules, deployed);
  }
}

function isBySegment({ kind }: Journey['exits'][number]): boolean {
  return kind === 'segment';
}

/** She cannot leave what she has not been in. */
function look(draft: Draft, enrollment: Enrollment, rules: readonly SegmentRule[], deployed: Deployed): void {
  const { id, segments = [], leavesAt = null } = enrollment;
  const { lead: record, now } = draft;
  const asked = askedIn(draft, deployed);
  const isIn = rules.filter((rule) => ruleHolds(rule, record, now, asked));
  const isOut = rules.filter((rule) => !isIn.includes(rule)).map(nameOf);
  if (segments.some((segment) => isOut.includes(segment)))
    return leave(draft, enrollment, { kind: 'exited', reason: 'left_segment' });
  const seen = [...new Set([...segments, ...isIn.map(nameOf)])];
  const until = Math.min(...isIn.map((rule) => holdsUntil(rule, record)));
  const leaves = until === Infinity ? null : until;
  if (seen.length === segments.length && leaves === leavesAt) return;
  draft.add({ kind: 'segments_seen', id, segments: seen, leavesAt: leaves });
}

function nameOf(rule: SegmentRule): string {
  return JSON.stringify(rule);
}
