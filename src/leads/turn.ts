import type { Media, Reply } from './reply';

/**
 * What a lead is writing at the moment, in several texts: it goes on as one reply when no other text has come for a while.
 */
export interface Turn {
  /** The ids of its replies, in their order; one at least. */
  readonly replies: readonly string[];
  /** When the first came, ms UTC. */
  readonly since: number;
  /** When it ends unless another text comes, ms UTC. */
  readonly until: number;
}

/** What is known of a lead's replies. */
interface Replies {
  readonly replies: readonly Reply[];
}

/** The replies that a turn with this one consists of. */
export function repliesOfTurn({ replies }: Replies, id: string): readonly Reply[] {
  const reply = replies.find((one) => one.id === id);
  if (!reply) return [];
  return reply.turn === undefined ? [reply] : replies.filter(({ turn }) => turn === reply.turn);
}

/**
 * The reply with this id as flows see it: with the texts and files of its whole turn, a line for each text, and from an unknown
 * sender when its first text was. undefined when it is forgotten.
 */
export function wholeReply(record: Replies, id: string): Reply | undefined {
  const turn = repliesOfTurn(record, id);
  const last = turn.at(-1);
  if (!last || turn.length === 1) return last;
  const media: readonly Media[] = turn.flatMap((reply) => reply.media ?? []);
  const unknownSender = turn.some((reply) => reply.unknownSender);
  return { ...last, unknownSender, text: textOf(turn), ...(media.length > 0 ? { media } : {}) };
}

/** The texts of several replies, a line for each. */
export function textOf(replies: readonly Reply[]): string {
  return replies
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n');
}
