import { isJsonObject, type JsonObject } from '../../src/json';
import type { EnrollmentId, NodeId } from '../../src/leads/enrollment';
import type { LeadRecord } from '../../src/leads/record';
import type { HandoverEvent } from '../../src/leads/wait';
import type { StepPlace } from '../../src/journeys/deliveries/step';
import type { Message } from './handlers';

/**
 * A message carries the way that it has come: how often it has been at each of our nodes (`visits`), which delivery it follows
 * from (`delivery`), and, behind what begins anew inside a journey, such as a reply, what that was (`from`). In a journey all
 * of it stands in `msg.enrollment`, outside of one in `msg.way`, where `msg._msgid` tells one message from another.
 */
export interface Way {
  readonly visits?: Readonly<Record<NodeId, number>>;
  readonly delivery?: number;
  readonly from?: string;
}

/** Reads the way that a message carries; what cannot be read of it is left out. */
export function wayIn(told: unknown): Way {
  if (!isJsonObject(told)) return {};
  const { visits, delivery, from } = told;
  return {
    ...(isJsonObject(visits) ? { visits: visits as Readonly<Record<NodeId, number>> } : {}),
    ...(typeof delivery === 'number' ? { delivery } : {}),
    ...(typeof from === 'string' ? { from } : {}),
  };
}

/** What tells the way that begins with this event from others of the same enrollment; nothing for the entry. */
export function branchOf(event: HandoverEvent): Pick<Way, 'from'> {
  return event.kind === 'reply' || event.kind === 'left' ? { from: nameOf(event) } : {};
}

/** The name of what happened, the same whenever it is given again. */
export function nameOf(event: HandoverEvent): string {
  switch (event.kind) {
    case 'entered':
      return event.enrollment;
    case 'left':
      return `left-${event.enrollment.id}`;
    case 'turned_away':
      return `${event.reason}-${event.behavior.id}`;
    case 'wait_ended':
      return event.wait.id;
    case 'reply':
      return `reply-${event.reply}`;
  }
}

/** Which step a message at the node is. */
export function placeAt(node: NodeId, msg: Message, record: LeadRecord): StepPlace {
  const { enrollment, way } = wayOf(msg, record);
  const begun = enrollment === undefined ? msg._msgid : (way.from ?? '');
  return { node, enrollment, visit: `${begun}#${visitsOf(way, node) + 1}`, delivery: way.delivery };
}

/** The message behind the node: it has been there once more. Changes `msg`, not what it shares with its copies. */
export function markVisit(msg: Message, { node, visit, enrollment }: StepPlace): void {
  const nth = Number(visit.slice(visit.lastIndexOf('#') + 1));
  const key = enrollment === undefined ? 'way' : 'enrollment';
  const told = msg[key];
  const before: JsonObject = isJsonObject(told) ? told : {};
  msg[key] = { ...before, visits: { ...wayIn(before).visits, [node]: nth } };
}

interface WayOfMessage {
  readonly enrollment: EnrollmentId | undefined;
  readonly way: Way;
}

function wayOf(msg: Message, record: LeadRecord): WayOfMessage {
  const told = isJsonObject(msg['enrollment']) ? msg['enrollment'] : {};
  const enrollment = record.enrollments.find(({ id }) => id === told['id'])?.id;
  return { enrollment, way: wayIn(enrollment === undefined ? msg['way'] : told) };
}

function visitsOf({ visits = {} }: Way, node: NodeId): number {
  const count = Object.hasOwn(visits, node) ? visits[node] : 0;
  return typeof count === 'number' && count > 0 ? Math.floor(count) : 0;
}
