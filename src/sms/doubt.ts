import type { Message } from '../leads/message';
import type { Reply } from '../leads/reply';
import type { Deployed } from '../journeys/behaviors';
import { isNewOptOut, takeOptOut } from '../journeys/opt-outs';
import { pauseLead, resumeLead } from '../journeys/pauses';
import { optedOut } from '../permission/ledger';
import type { ContactRules } from '../permission/verdict';
import type { Draft } from '../store/draft';
import { DEFAULT_UNCLEAR, planAnswer, type Answers } from './answers';
import { optOutByReply } from './opting-out';

/**
 * Who may have asked for no more texts is left in peace at once, and asked once. Silence for a day is an opt-out: the rule
 * lets a confirmation ask what is meant, and takes no answer for a revocation of all (47 CFR 64.1200(a)(12), read November
 * 2026).
 */
export const SILENCE_MEANS_STOP_AFTER_MS = 86_400_000;

/**
 * True for a reply about which we ask: we have texted the lead, they may be texted, and no person is in charge of them. What
 * is hardly a request is asked about never; said in answer to the question it answers nothing.
 */
export function isDoubtful(draft: Draft, reply: Reply): boolean {
  const { pause, messages, ledger } = draft.lead;
  if (reply.reading.kind !== 'unclear' || pause?.reason === 'person') return false;
  if (reply.reading.weak && pause?.reason !== 'unclear') return false;
  return messages.length > 0 && !optedOut(ledger);
}

/** Pauses the lead, and plans the question when she has not been asked yet. */
export function ask(
  draft: Draft,
  reply: Reply,
  account: string,
  { answers, rules }: { readonly answers: Answers; readonly rules: ContactRules },
): Message | undefined {
  const asked = draft.lead.pause?.reason === 'unclear';
  if (asked) return undefined;
  pauseLead(draft, { reason: 'unclear', until: draft.now + SILENCE_MEANS_STOP_AFTER_MS });
  const text = answers.unclear ?? DEFAULT_UNCLEAR;
  return planAnswer(draft, { text, reply: reply.id, account, purpose: 'answer' }, rules);
}

/** The day is over and she has not said what she meant: it counts as an opt-out. */
export function endDoubtIfOver(draft: Draft, deployed: Deployed): void {
  const pause = draft.record?.pause;
  if (pause?.reason !== 'unclear' || pause.until === null || pause.until > draft.now) return;
  const reply = draft.lead.replies.findLast(
    ({ reading, at }) => reading.kind === 'unclear' && !reading.weak && at <= pause.since,
  );
  if (!isNewOptOut(draft.lead.ledger, { channel: 'silence' })) return resumeLead(draft, deployed);
  if (reply) return optOutByReply(draft, reply, 'silence', deployed);
  // So many other texts have come since that it is forgotten, and what it may have said is not.
  const { since: at } = pause;
  const told = { at, channel: 'silence', words: '', source: 'a reply that is kept no longer' };
  const behavior = {
    id: `silence:${at}`,
    name: 'opted_out',
    at: draft.now,
    properties: {},
    source: 'reply',
  } as const;
  takeOptOut(draft, told, behavior, deployed);
}
