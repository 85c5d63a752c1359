import type { EnrollmentId, NodeId } from '../../leads/enrollment';
import type { LeadRecord } from '../../leads/record';
import type { Wait } from '../../leads/wait';
import type { Draft } from '../../store/draft';

/**
 * Where in a flow a step happens. Nobody is texted twice for one step, and nothing waits twice at one (ARCHITECTURE,
 * promises 2 and 4). Its identity is derived from the message's way and never drawn, so that a message that is given again
 * is the same step at every node, whatever has been wired in between since then.
 */
export interface StepPlace {
  readonly node: NodeId;
  readonly enrollment?: EnrollmentId | undefined;
  /** Which visit of the node it is on the message's way, such as `#1`; outside a journey with the delivery before it. */
  readonly visit: string;
  /** What the visit was called before other waits were wired into the way of a message that is given again. */
  readonly formerly?: readonly string[] | undefined;
  /** The number of the delivery that the message follows from; undefined for a message that the flow made itself. */
  readonly delivery?: number | undefined;
}

/** The identity of a step among all of its lead. */
export function stepId({ lead }: LeadRecord, { node, visit, enrollment }: StepPlace): string {
  return `${enrollment ?? lead.id}:${node}:${visit}`;
}

/**
 * The step's identity, those that it had before a message was given again on another way, and the one that version 0.1.0 gave
 * it, whose deliveries may still be given again.
 */
export function stepIds(record: LeadRecord, place: StepPlace): readonly string[] {
  const { delivery, formerly = [] } = place;
  const before = delivery === undefined ? formerly : [...formerly, String(delivery)];
  return [place.visit, ...before].map((visit) => stepId(record, { ...place, visit }));
}

/** The id of the wait that a wait-until node parks at a step. */
export function waitId(record: LeadRecord, place: StepPlace): string {
  return `wait:${stepId(record, place)}`;
}

/** The id of the `nth` hold of a step. */
export function holdId(record: LeadRecord, place: StepPlace, nth: number): string {
  const id = `hold:${stepId(record, place)}`;
  return nth === 1 ? id : `${id}~${nth}`;
}

/** True when the step has parked its message as a wait before, also when that wait has ended. */
export function hasWaited(record: LeadRecord, place: StepPlace): boolean {
  const { node, delivery, formerly = [] } = place;
  return (
    [place.visit, ...formerly].some((visit) => wasParked(record, waitId(record, { ...place, visit }))) ||
    (delivery !== undefined && wasParked(record, `wait:${node}:${delivery}`))
  );
}

/**
 * True when the step was held before by an earlier delivery of its message: what was held goes on by itself. The delivery
 * that the end of the hold makes is not an earlier one, it is the step going on.
 */
export function wasHeld(record: LeadRecord, place: StepPlace): boolean {
  const { node, delivery, formerly = [] } = place;
  return (
    wasParked(record, holdId(record, place, timesPutOff(record, place) + 1)) ||
    formerly.some((visit) => wasParked(record, holdId(record, { ...place, visit }, 1))) ||
    (delivery !== undefined && wasParked(record, `hold:${node}:${delivery}`))
  );
}

/** How often the step had been held when the delivery that it follows from was made. */
export function timesPutOff(record: LeadRecord, { node, delivery }: StepPlace): number {
  const wait = waitOf(record, delivery);
  if (wait?.node !== node) return 0;
  return wait.nth ?? (wait.kind === 'hold' ? 1 : 0);
}

/** The wait whose end is the delivery, as long as that has not arrived; undefined: it is another kind of delivery. */
export function waitOf({ handovers }: LeadRecord, delivery: number | undefined): Wait | undefined {
  if (delivery === undefined) return undefined;
  const event = handovers.findLast(({ seq }) => seq === delivery)?.event;
  return event?.kind === 'wait_ended' ? event.wait : undefined;
}

/** True when an earlier delivery of the message came beyond this step: a text that follows from it is there, or a wait. */
export function cameFurther(record: LeadRecord, { node, enrollment, delivery }: StepPlace): boolean {
  if (delivery === undefined) return false;
  const follows = (one: Pick<Wait, 'node' | 'enrollment' | 'delivery'>): boolean =>
    one.delivery === delivery && one.enrollment === enrollment && one.node !== node;
  return record.messages.some(follows) || record.waits.some(follows);
}

/** True when the wait with this id is there, or was. */
export function wasParked({ waits, endedWaits }: LeadRecord, id: string): boolean {
  return waits.some((one) => one.id === id) || endedWaits.includes(id);
}

/** What a step has done that leaves nothing else behind by which it could be known again. */
export type DoneKind = 'not_sent' | 'updated';

/** Notes that a step has done this. Only a message that the engine has delivered can be given again. */
export function markDone(draft: Draft, kind: DoneKind, place: StepPlace): void {
  if (place.delivery !== undefined) draft.add({ kind: 'step_done', id: doneId(kind, draft.lead, place) });
}

/** True when the step has done this before. */
export function wasDone(record: LeadRecord, kind: DoneKind, place: StepPlace): boolean {
  if (place.delivery === undefined) return false;
  const visits = [place.visit, ...(place.formerly ?? [])];
  return visits.some((visit) => wasParked(record, doneId(kind, record, { ...place, visit })));
}

function doneId(kind: DoneKind, record: LeadRecord, place: StepPlace): string {
  return `${kind}:${stepId(record, place)}`;
}
