import type { LeadId } from '../leads/lead';
import type { Message } from '../leads/message';
import type { LeadRecord } from '../leads/record';
import type { About, Gateway, OutgoingText } from './gateway';
import type { LaneItem } from './lane';
import { journeyOf } from './moving';

/** What one search told. `no_answer`: the provider could not be asked. */
export type Searched = { readonly sid: string } | 'never_received' | 'unclear' | 'not_found' | 'no_answer';

/** What the provider says of a text whose outcome is unknown. Its other texts to the lead cannot be this one. */
export async function search(
  gateway: Gateway,
  { lead, messages }: LeadRecord,
  message: Message,
): Promise<Searched> {
  const others = messages.filter(({ id }) => id !== message.id);
  const taken = new Set(others.flatMap(({ life }) => ('sid' in life && life.sid ? [life.sid] : [])));
  try {
    const found = await gateway.find(textOf(lead.id, message, calledAt(message)), taken);
    return found.kind === 'accepted' ? { sid: found.sid } : found.kind;
  } catch {
    // Its own words may hold a number.
    return 'no_answer';
  }
}

/** True when a report is about this message. */
export function isAbout({ id, life }: Message, about: About): boolean {
  if ('message' in about) return id === about.message;
  return 'sid' in life && life.sid === about.sid;
}

/** The text as its lane knows it. */
export function itemOf(record: LeadRecord, message: Message): LaneItem {
  const { id, segments, sender, purpose } = message;
  return {
    lead: record.lead.id,
    message: id,
    segments,
    sender,
    journey: journeyOf(record, message),
    purpose,
  };
}

/** When the gateway was called for it, ms UTC, as far as it is on disk. */
export function calledAt({ life, plannedAt }: Message): number {
  return life.state === 'sending' ? (life.since ?? plannedAt) : plannedAt;
}

/** The text as its gateway gets it; `at`: when it is called, or was, ms UTC. */
export function textOf(lead: LeadId, message: Message, at: number): OutgoingText {
  const { id, to, text, plannedAt, sender, media, validUntil } = message;
  return {
    message: id,
    lead,
    to,
    text,
    plannedAt,
    calledAt: at,
    ...(sender === undefined ? {} : { sender }),
    ...(media === undefined ? {} : { media }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
}
