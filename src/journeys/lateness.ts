import type { LeadRecord } from '../leads/record';

/**
 * How much later than its flow meant a delivery of a message comes, ms: the time for which it was held because a text
 * could not go out, also at a guard before, and by how much the wait before was overdue after an outage or a pause. Asked
 * while the step is under way, when the handover it follows from is still with the lead; delays of other nodes do not
 * count.
 */
export function latenessOf({ handovers }: LeadRecord, delivery: number | undefined): number {
  const handover = delivery === undefined ? undefined : handovers.findLast(({ seq }) => seq === delivery);
  if (handover?.event.kind !== 'wait_ended') return 0;
  const { wait, end } = handover.event;
  if (wait.kind === 'hold') return handover.at - wait.since + (wait.late ?? 0);
  const byTime = end.kind === 'due' || end.kind === 'date' || wait.latched !== undefined;
  return byTime && wait.due !== null ? Math.max(0, handover.at - wait.due) : 0;
}
