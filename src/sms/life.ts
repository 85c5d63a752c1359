import type { Message, MessageState } from '../leads/message';

/** How far a message has come. Callbacks arrive late, twice and out of order (Twilio docs, outbound message status). */
const RANK: Readonly<Record<MessageState['state'], number>> = {
  planned: 0,
  sending: 1,
  // A message of unknown outcome may still turn out to have been accepted.
  unknown: 2,
  accepted: 3,
  sent: 4,
  delivered: 5,
  undelivered: 5,
  failed: 5,
  blocked: 5,
};

/** True when the message may move to that state: only forward, and the first final state stays. */
export function movesForward(message: Message, to: MessageState): boolean {
  return RANK[to.state] > RANK[message.life.state];
}
