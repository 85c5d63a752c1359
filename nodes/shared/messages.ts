import type { NodeMessage } from 'node-red';
import { isJsonObject, type Json, type JsonObject } from '../../src/json';
import type { Enrollment, EnrollmentId } from '../../src/leads/enrollment';
import type { Behavior, Lead } from '../../src/leads/lead';
import type { Message as Sms } from '../../src/leads/message';
import type { LeadRecord } from '../../src/leads/record';
import type { Reply } from '../../src/leads/reply';
import type { Verdict } from '../../src/leads/verdict';
import { seqOfPass, type Delivery } from '../../src/journeys/courier';
import { NodeProblem, type Message } from './handlers';

/** A message that has to wait is written to disk; larger ones do not belong there. */
const LONGEST_KEPT = 64 * 1024;

/** Something for a node, from the lead store with this path. */
export type StoreDelivery = Delivery & { readonly store: string };

/**
 * The lead of the store with this path, as a message shows them. A picture of that moment: nodes read the lead from the
 * store.
 */
export function leadSnapshot(
  { id, phone, firstName, lastName, fields, tags, stage, zone }: Lead,
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
    stage,
    tags: [...tags],
    fields: { ...fields },
    leadStore: store,
  };
}

/** The enrollment as a message shows it. `pass` is the handover that the message came from. */
export function enrollmentSnapshot(enrollment: Enrollment, pass: number, store: string): JsonObject {
  const { id, journey, journeyName, enteredAt, behavior } = enrollment;
  return {
    id,
    journey,
    journeyName,
    entered: enteredAt,
    behavior: behaviorSnapshot(behavior),
    pass: String(pass),
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

/** A new message for a handover: the lead, the enrollment, and the identity by which later steps know it again. */
export function messageFor(
  { handover, record, store }: StoreDelivery,
  enrollment: EnrollmentId | undefined,
  base: JsonObject = {},
): Message {
  const entered = record.enrollments.find(({ id }) => id === enrollment);
  const told = isJsonObject(base['enrollment'])
    ? { enrollment: { ...base['enrollment'], leadStore: store } }
    : {};
  return {
    ...base,
    // What was kept in a store is of that store, whatever it was called then.
    ...told,
    _msgid: `nurture-${handover.node}-${handover.seq}`,
    lead: leadSnapshot(record.lead, store),
    ...(entered ? { enrollment: enrollmentSnapshot(entered, handover.seq, store) } : {}),
  };
}

/** Where the message is: which enrollment it belongs to, and which handover it follows from. */
export function placeOf(msg: Message, record: LeadRecord): Place {
  const told = isJsonObject(msg['enrollment']) ? msg['enrollment'] : {};
  const enrollment = record.enrollments.find(({ id }) => id === told['id'])?.id;
  const pass = enrollment !== undefined && typeof told['pass'] === 'string' ? told['pass'] : msg._msgid;
  const seq = seqOfPass(pass);
  return { pass, enrollment, seq };
}

export interface Place {
  readonly pass: string;
  readonly enrollment: EnrollmentId | undefined;
  /** The handover that has not arrived before this step ends. */
  readonly seq: number | undefined;
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
  for (const [key, value] of Object.entries(msg)) {
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
