import type { NodeMessage } from 'node-red';
import { isJsonObject, type Json, type JsonObject } from '../../src/json';
import type { Enrollment, EnrollmentId } from '../../src/leads/enrollment';
import { leadAs } from '../../src/leads/model/person';
import type { Behavior, Lead } from '../../src/leads/lead';
import type { Message as Sms } from '../../src/leads/message';
import type { Reply } from '../../src/leads/reply';
import type { Verdict } from '../../src/leads/verdict';
import type { Delivery } from '../../src/journeys/deliveries/relay';
import { NodeProblem, type Message } from './handlers';
import { withoutCount } from './rings/ring';
import { nameOf, wayFrom } from './way';

/** A message that has to wait is written to disk; larger ones do not belong there. */
const LONGEST_KEPT = 64 * 1024;

/** Something for a node, from the lead store with this path. */
export type StoreDelivery = Delivery & { readonly store: string };

/**
 * The lead of the store with this path, as a message shows them. A picture of that moment: nodes read the lead from the
 * store.
 */
export function leadSnapshot(
  { id, phone, firstName, lastName, fields, tags, stage, zone, contact }: Lead,
  store: string,
): JsonObject {
  const name = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  return {
    id,
    phone,
    name,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(zone === undefined ? {} : { zone }),
    ...(contact === undefined ? {} : { contact: { ...contact } }),
    stage,
    tags: [...tags],
    fields: { ...fields },
    leadStore: store,
  };
}

/** The enrollment as a message shows it. `delivery`: what the message follows from (its number). */
export function enrollmentSnapshot(enrollment: Enrollment, delivery: number, store: string): JsonObject {
  const { id, journey, journeyName, enteredAt, behavior } = enrollment;
  return {
    id,
    journey,
    journeyName,
    entered: enteredAt,
    behavior: behaviorSnapshot(behavior),
    delivery,
    leadStore: store,
  };
}

export function behaviorSnapshot({ id, name, at, properties, source }: Behavior): JsonObject {
  return { id, name, at, properties, source };
}

export function replySnapshot({ id, at, text, media = [], reading, unknownSender }: Reply): JsonObject {
  return { id, at, text, media: media.map((file) => ({ ...file })), kind: reading.kind, unknownSender };
}

export function smsSnapshot({ id, to, text, media, segments, plannedAt, life }: Sms): JsonObject {
  const end: { [key: string]: Json } = { ...life };
  const files = media === undefined ? {} : { media: [...media] };
  return { id, to, text, ...files, segments, planned: plannedAt, ...end };
}

/** A verdict with every gate that was looked at. */
export function verdictSnapshot(verdict: Verdict): JsonObject {
  return { ...verdict, gates: verdict.gates.map((gate) => ({ ...gate })) };
}

/**
 * The message of a delivery: the lead, the enrollment, and what later steps know it again by (see way.ts). `base`: the message
 * that was parked.
 */
export function messageFor(
  { handover, record, again, store }: StoreDelivery,
  enrollment: EnrollmentId | undefined,
  base: JsonObject = {},
): Message {
  const { seq, event } = handover;
  const entered = record.enrollments.find(({ id }) => id === enrollment);
  const way = wayFrom(handover, entered ? base['enrollment'] : base['way']);
  const begun = event.kind === 'wait_ended' ? {} : { _msgid: `nurture-${record.lead.id}-${nameOf(event)}` };
  const msg: Message = Object.assign({ _msgid: '' }, base, begun, {
    lead: leadSnapshot(leadAs(record.lead, entered?.person), store),
  });
  const told = msg['enrollment'];
  if (entered) msg['enrollment'] = { ...way, ...enrollmentSnapshot(entered, seq, store) };
  else {
    // What was kept in a store is of that store, whatever it was called then.
    if (isJsonObject(told)) msg['enrollment'] = { ...told, leadStore: store };
    msg['way'] = { ...way, delivery: seq };
  }
  if (again) msg['again'] = true;
  return msg;
}

/**
 * The message as it can be kept on disk, and the names of what had to be left out: `req`, `res` and whatever else does not
 * survive JSON. @throws NodeProblem for a message over 64 KB
 */
export function keepable(msg: NodeMessage): {
  readonly kept: JsonObject;
  readonly dropped: readonly string[];
} {
  const dropped: string[] = [];
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(withoutCount({ ...msg }))) {
    // What waits, and goes on, is new to the nodes behind it.
    if (key === 'again') continue;
    const json = key === 'req' || key === 'res' ? undefined : asJson(value);
    if (json === undefined) dropped.push(key);
    else kept[key] = json;
  }
  if (JSON.stringify(kept).length > LONGEST_KEPT) {
    throw new NodeProblem(
      'The message is too large to wait: at most 64 KB of JSON. Remove what the journey does not need before this node.',
      'message too large',
    );
  }
  return { kept, dropped };
}

/** The value as it survives JSON, or undefined when it does not. */
export function asJson(value: unknown): Json | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}
