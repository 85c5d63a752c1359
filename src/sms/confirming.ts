import type { Reply } from '../leads/reply';
import type { Message } from '../leads/message';
import { takeBehavior, type Deployed } from '../journeys/behaviors';
import { tellList } from '../journeys/shared-opt-outs';
import { consented, coverageOf, unconfirmedConsent } from '../permission/ledger';
import type { ContactRules } from '../permission/verdict';
import { writeLine } from '../permission/ledger/write';
import type { Draft } from '../store/draft';
import { planAnswer, type Answers } from './answers';
import { behaviorOf } from './opting-out';
import type { Outbox } from './outbox';

/** Who agreed so long ago, ms, is not asked any more: it may be night, and she would not know why. */
const ASKED_WITHIN_MS = 60 * 60_000;
/** Whoever posts a number again and again does not have it texted again and again, ms. */
const ASKED_ONCE_IN_MS = 86_400_000;
const QUESTION = 'confirm:';

/**
 * Double opt-in: who has just agreed on a page or elsewhere is asked once whether it was she, and only her YES by text makes
 * it count. Plans the question, for the decision in which she agreed; without an account there is nobody who asks.
 */
export function askToConfirm(draft: Draft, { confirm }: Answers, rules: ContactRules, outbox: Outbox): void {
  const agreed = draft.changes.some(({ kind }) => kind === 'ledger');
  const entry = agreed ? unconfirmedConsent(draft.lead.ledger) : undefined;
  const [account] = outbox.accounts;
  if (!entry || confirm === undefined || account === undefined) return;
  if (consented(draft.lead.ledger, coverageOf(entry)) || draft.now - entry.at > ASKED_WITHIN_MS) return;
  if (rules.shared?.has(draft.lead.lead.phone) || wasAskedLately(draft)) return;
  const answering = {
    text: confirm,
    reply: `${QUESTION}${entry.hash}`,
    account,
    purpose: 'answer',
    textsPeople: outbox.textsPeople(account),
  } as const;
  const question = planAnswer(draft, answering, rules);
  if (question) outbox.expect(draft.lead, question);
}

function wasAskedLately({ lead: { messages }, now }: Draft): boolean {
  return messages.some((message) => isQuestion(message) && now - message.plannedAt < ASKED_ONCE_IN_MS);
}

/** What others have to hear of a decision, once it is on disk: the lead the question, the stores of a shared list the opt-out. */
export function tellOthers(
  draft: Draft,
  { shared }: ContactRules,
  outbox: Outbox,
  failed: (error: unknown) => void,
): Promise<void> {
  for (const change of draft.changes) {
    if (change.kind === 'message_planned' && isQuestion(change.message))
      outbox.transmit(change.message).catch(failed);
  }
  return tellList(draft, shared);
}

/** Her YES. */
export function confirmByReply(draft: Draft, reply: Reply, deployed: Deployed): void {
  const { at, text: words, id } = reply;
  const said = { at, words, channel: 'sms', source: `reply ${id}`, by: 'the lead' };
  const facts = { ...said, kind: 'confirmation', recordedAt: draft.now } as const;
  writeLine(draft, facts);
  takeBehavior(draft, behaviorOf(reply, 'opted_in', draft.now), deployed);
}

function isQuestion({ step }: Message): boolean {
  return step.startsWith(`answer:${QUESTION}`);
}
