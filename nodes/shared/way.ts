import { isJsonObject, type JsonObject } from '../../src/json';
import type { EnrollmentId, NodeId } from '../../src/leads/enrollment';
import type { LeadRecord } from '../../src/leads/record';
import { derivedId } from '../../src/derived-id';
import type { HandoverEvent } from '../../src/leads/wait';
import type { StepPlace } from '../../src/journeys/deliveries/step';
import type { Message } from './handlers';

/** Who rewires a flow and kills it more often than this for one message, may see a step done twice. */
const MOST_STRETCHES = 5;

/**
 * A message carries the way that it has come. In a journey it stands in `msg.enrollment`, outside of one in `msg.way`, where
 * `msg._msgid` tells one message from another.
 */
export interface Way {
  /** What the stretch began with that the message is on: a wait that has ended, a reply; nothing: the entry. */
  readonly from?: string;
  /** How often it has been at each of our nodes on this stretch. */
  readonly visits?: Readonly<Record<NodeId, number>>;
  /** The number of the delivery that it follows from. */
  readonly delivery?: number;
  /** Stretches before this one on which it was given again: what was done on them may lie behind waits by now. */
  readonly was?: readonly string[];
}

/** Reads the way that a message carries; what cannot be read of it is left out. */
export function wayIn(told: unknown): Way {
  if (!isJsonObject(told)) return {};
  const { visits, delivery, from, was } = told;
  return {
    ...(Array.isArray(was) ? { was: was.filter((one) => typeof one === 'string') } : {}),
    ...(isJsonObject(visits) ? { visits: visits as Readonly<Record<NodeId, number>> } : {}),
    ...(typeof delivery === 'number' ? { delivery } : {}),
    ...(typeof from === 'string' ? { from } : {}),
  };
}

/** The way of a message that the engine gives: of one that begins, or that goes on from where it was parked. */
export function wayFrom(event: HandoverEvent, parked: unknown): Way {
  const { was } = wayIn(parked);
  switch (event.kind) {
    case 'entered':
    case 'turned_away':
      return {};
    case 'left':
    case 'reply':
      return { from: nameOf(event) };
    case 'wait_ended':
      // What was held goes on at its step; behind a wait another stretch begins.
      if (event.wait.kind !== 'wait') return wayIn(parked);
      return { from: derivedId('', event.wait.id), ...(was ? { was } : {}) };
  }
}

/** The way of a message that is parked; what was given again is no news on the next stretch, but may have been done there. */
export function wayParked(msg: Message): JsonObject {
  if (msg['again'] !== true) return {};
  const key = isJsonObject(msg['enrollment']) ? 'enrollment' : 'way';
  const told: JsonObject = isJsonObject(msg[key]) ? msg[key] : {};
  const { was = [], from = '' } = wayIn(told);
  return { [key]: { ...told, was: [...was, from].slice(-MOST_STRETCHES) } };
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
  const begun = enrollment === undefined ? `${msg._msgid}~` : '';
  const visitOn = (stretch: string): string => `${begun}${stretch}#${visitsOf(way, node) + 1}`;
  return {
    ...{ node, enrollment, delivery: way.delivery },
    visit: visitOn(way.from ?? ''),
    ...(way.was ? { formerly: way.was.map(visitOn) } : {}),
  };
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
