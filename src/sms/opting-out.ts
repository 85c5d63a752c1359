import type { Behavior } from '../leads/lead';
import type { ContactWish } from '../leads/model/contact-wish';
import type { Reply } from '../leads/reply';
import { takeBehavior, type Deployed } from '../journeys/behaviors';
import { takeOptOut, type ToldAct } from '../journeys/opt-outs';
import { writeLine } from '../permission/ledger/write';
import type { Draft } from '../store/draft';

/**
 * She opted out by a text. `channel` is `sms`, or `silence` when a reply that may have been one was asked about and she said
 * no more.
 */
export function optOutByReply(
  draft: Draft,
  reply: Reply,
  channel: 'sms' | 'silence',
  deployed: Deployed,
): void {
  takeOptOut(draft, saidIn(reply, channel), behaviorOf(reply, 'opted_out', draft.now), deployed);
}

/** Her own START. */
export function optInByReply(draft: Draft, reply: Reply, deployed: Deployed): void {
  const facts = { ...saidIn(reply, 'sms'), kind: 'opt_in', recordedAt: draft.now } as const;
  writeLine(draft, facts);
  takeBehavior(draft, behaviorOf(reply, 'opted_in', draft.now), deployed);
}

/** They want another channel, or fewer texts. */
export function preferByReply(draft: Draft, reply: Reply, wish: ContactWish): void {
  writeLine(draft, { ...saidIn(reply, 'sms'), kind: 'preference', wish, recordedAt: draft.now });
}

/** What a reply is as a behavior. */
export function behaviorOf(reply: Reply, name: string, at: number): Behavior {
  return { id: `reply:${reply.id}`, name, at, properties: {}, source: 'reply' };
}

function saidIn({ at, text, id }: Reply, channel: string): ToldAct {
  return { at, channel, words: text, source: `reply ${id}` };
}
