import type { Reply } from '../leads/reply';
import { textOf, type Turn } from '../leads/turn';
import { agrees, refuses } from '../replies/assent';
import { plainWords, withoutCourtesy } from '../replies/words';
import type { Draft } from '../store/draft';

/** Who never stops writing is heard after so many times the pause that ends a turn. */
const LONGEST_TURN = 6;

/** The texts of the turn that is open, a line for each; empty when none is. */
export function textSoFar({ record }: Draft): string {
  const turn = record?.turn;
  return record && turn ? textOf(record.replies.filter(({ id }) => turn.replies.includes(id))) : '';
}

/**
 * Adds a reply to the turn that is open, or opens one. A turn ends when no text has come for `gatherMs`, and at once with
 * an answer that needs no more words.
 */
export function gather(draft: Draft, reply: Reply, gatherMs: number): void {
  const { turn } = draft.lead;
  const since = turn?.since ?? draft.now;
  const until = Math.min(draft.now + gatherMs, since + LONGEST_TURN * gatherMs);
  const next: Turn = {
    replies: [...(turn?.replies ?? []), reply.id],
    since,
    until: isWhole(reply) ? draft.now : until,
  };
  draft.add({ kind: 'gathered', turn: next });
}

/** The reply with which a turn has ended, when one has; the turn is closed then. */
export function endTurnIfOver(draft: Draft): Reply | undefined {
  const turn = draft.record?.turn;
  if (!turn || turn.until > draft.now) return undefined;
  draft.add({ kind: 'turn_ended' });
  const last = turn.replies.at(-1);
  return draft.lead.replies.findLast(({ id }) => id === last);
}

/** `yes`, `2`, `👎`: who answers like this waits for what comes next. */
function isWhole({ text, media }: Reply): boolean {
  if (media && media.length > 0) return false;
  return agrees(text) || refuses(text) || /^\d{1,2}$/.test(withoutCourtesy(plainWords(text)));
}
