import type { Message } from '../leads/message';
import type { Reply, ReplyReading } from '../leads/reply';
import { pauseLead } from '../journeys/pauses';
import { optedOut } from '../permission/ledger';
import type { ContactRules } from '../permission/verdict';
import { whereabouts } from '../permission/whereabouts';
import { FOR_A_TIME } from '../replies/reading';
import { asksWhen, readSnooze } from '../replies/snooze';
import { endOfSpan } from '../replies/times/span-end';
import { readTimeWish } from '../replies/times/time-wish';
import type { Draft } from '../store/draft';
import { DEFAULT_SNOOZED, planAnswer, type Answers } from './answers';

type WishForLater = ReplyReading & { readonly kind: 'snooze' };

/**
 * A reply to a lead's texts that asks for later or for other hours, as it is read; undefined when it does not, or when there is nothing to put
 * off: nobody has texted her, she opted out, or a person is in charge of her.
 */
export function readWish(
  draft: Draft,
  reading: ReplyReading,
  text: string,
  rules: ContactRules,
): ReplyReading | undefined {
  if (reading.kind !== 'text' && reading.kind !== 'unclear') return undefined;
  const { lead, messages, ledger, pause } = draft.lead;
  const last = messages.at(-1);
  if (!last || optedOut(ledger) || pause?.reason === 'person') return undefined;
  const { zones } = whereabouts(lead, rules);
  const asked = asksWhen(last.text);
  // What is unclear for another reason may mean all texts.
  const mayBeTimes = reading.kind === 'text' || reading.rule === FOR_A_TIME;
  const times = mayBeTimes ? readTimeWish(text, asked) : undefined;
  if (times?.kind === 'quiet') return { kind: 'quiet', quiet: times.quiet };
  const snooze =
    readSnooze(text, { at: draft.now, zones, asked }) ?? (times && endOfSpan(times.span, draft.now, zones));
  return snooze && { kind: 'snooze', ...snooze };
}

/**
 * Obeys the wish: nothing but what she ordered reaches her before, and her journeys go on then. Plans the confirmation, in
 * which `{{when}}` is the day, and the time if she named one.
 */
export function obeySnooze(
  draft: Draft,
  reply: Reply,
  { until, when }: WishForLater,
  {
    account,
    answers,
    rules,
  }: { readonly account: string; readonly answers: Answers; readonly rules: ContactRules },
): Message | undefined {
  pauseLead(draft, { reason: 'snoozed', until });
  const text = (answers.snoozed ?? DEFAULT_SNOOZED).replaceAll('{{when}}', when);
  return planAnswer(draft, { text, reply: reply.id, account, purpose: 'answer' }, rules);
}
