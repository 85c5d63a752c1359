import { isJsonObject, type JsonObject } from '../../src/json';
import type { EnrollmentId, NodeId } from '../../src/leads/enrollment';
import type { LeadRecord } from '../../src/leads/record';
import { derivedId } from '../../src/derived-id';
import type { Handover, HandoverEvent, Wait } from '../../src/leads/wait';
import type { StepPlace } from '../../src/journeys/deliveries/step';
import type { Message } from './handlers';

/** Who rewires a flow and kills it more often than this for one message, may see a step done twice. */
const MOST_STRETCHES = 5;

/**
 * A message carries the way that it has come. In a journey it stands in `msg.enrollment`, outside of one in `msg.way`, where
 * `msg._msgid` tells one message from another.
 */
export interface Way extends Stretch {
  /** The number of the delivery that it follows from. */
  readonly delivery?: number;
  /** Stretches before this one on which it was given again: what was done on them may lie behind new waits by now. */
  readonly was?: readonly Stretch[];
}

/** From one wait to the next. */
interface Stretch {
  /** The node whose output it began at; nothing: the trigger. */
  readonly start?: NodeId;
  /** What it began with: a wait that has ended, a reply; nothing: the entry. */
  readonly from?: string;
  /** How often the message has been at each of our nodes on it. */
  readonly visits?: Readonly<Record<NodeId, number>>;
}

/** Reads the way that a message carries; what cannot be read of it is left out. */
export function wayIn(told: unknown): Way {
  if (!isJsonObject(told)) return {};
  const { delivery, was } = told;
  return {
    ...stretchIn(told),
    ...(Array.isArray(was) ? { was: was.filter(isJsonObject).map(stretchIn) } : {}),
    ...(typeof delivery === 'number' ? { delivery } : {}),
  };
}

function stretchIn({ from, start, visits }: JsonObject): Stretch {
  return {
    ...(typeof start === 'string' ? { start } : {}),
    ...(typeof from === 'string' ? { from } : {}),
    ...(isJsonObject(visits) ? { visits: visits as Readonly<Record<NodeId, number>> } : {}),
  };
}

/** The way of a message that the engine gives: of one that begins, or that goes on from where it was parked. */
export function wayFrom({ node, event }: Handover, parked: unknown): Way {
  switch (event.kind) {
    case 'entered':
    case 'turned_away':
      return {};
    case 'left':
    case 'reply':
      return { from: nameOf(event), start: node };
    case 'wait_ended':
      // What was held goes on at its step; behind a wait another stretch begins.
      return event.wait.kind === 'wait' ? wayBehind(event.wait, wayIn(parked)) : wayIn(parked);
  }
}

/** The wait itself is on the stretch that it ends. */
function wayBehind({ id, node }: Wait, { from, was }: Way): Way {
  const before = was?.map((stretch) =>
    stretch.from === from
      ? { ...stretch, visits: { ...stretch.visits, [node]: visitsOf(stretch, node) + 1 } }
      : stretch,
  );
  return { from: derivedId('', id), start: node, ...(before ? { was: before } : {}) };
}

/** The way of a message that is to wait: what was given again on this stretch may have been done before behind the wait. */
export function wayAtWait(msg: Message): JsonObject {
  if (msg['again'] !== true) return {};
  const key = isJsonObject(msg['enrollment']) ? 'enrollment' : 'way';
  const told: JsonObject = isJsonObject(msg[key]) ? msg[key] : {};
  const before = Array.isArray(told['was']) ? told['was'] : [];
  return { [key]: { ...told, was: [...before, { ...stretchIn(told) }].slice(-MOST_STRETCHES) } };
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

/**
 * Which step a message at the node is. `isStraight` tells whether the node can be reached from another as the flow is wired now,
 * without a wait between them. What was done at it on an earlier stretch is this step when it cannot: then waits have been
 * wired in before it while the message was given again.
 */
export function placeAt(
  node: NodeId,
  msg: Message,
  record: LeadRecord,
  isStraight: (from: NodeId, to: NodeId) => boolean,
): StepPlace {
  const { enrollment, way } = wayOf(msg, record);
  const journey = record.enrollments.find(({ id }) => id === enrollment)?.journey ?? '';
  const formerly = (way.was ?? []).filter(({ start = journey }) => !isStraight(start, node));
  const begun = enrollment === undefined ? `${msg._msgid}~` : '';
  const visitOn = (stretch: Stretch): string =>
    `${begun}${stretch.from ?? ''}#${visitsOf(stretch, node) + 1}`;
  return {
    ...{ node, enrollment, delivery: way.delivery },
    visit: visitOn(way),
    ...(formerly.length > 0 ? { formerly: formerly.map(visitOn) } : {}),
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

function visitsOf({ visits = {} }: Stretch, node: NodeId): number {
  const count = Object.hasOwn(visits, node) ? visits[node] : 0;
  return typeof count === 'number' && count > 0 ? Math.floor(count) : 0;
}
