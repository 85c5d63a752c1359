import type { Message } from '../leads/message';
import { KEPT_QUIET_TIMES, quietInWords, type QuietTime } from '../leads/model/quiet-time';
import type { Reply, ReplyReading } from '../leads/reply';
import { everOpen } from '../permission/hours';
import { hoursOutside } from '../permission/quiet-hours';
import type { ContactRules } from '../permission/verdict';
import type { Draft } from '../store/draft';
import { DEFAULT_QUIET, planAnswer, type Answers } from './answers';

type WishForQuiet = ReplyReading & { readonly kind: 'quiet' };

/**
 * Keeps the hours in which the lead wants no texts: the contact hours obey them from now on. Plans the confirmation, in which
 * `{{when}}` is all that is kept. A wish that would leave no hour at all takes the place of those before.
 */
export function obeyQuiet(
  draft: Draft,
  reply: Reply,
  { quiet }: WishForQuiet,
  {
    account,
    answers,
    rules,
  }: { readonly account: string; readonly answers: Answers; readonly rules: ContactRules },
): Message | undefined {
  const kept = together(draft.lead.lead.quiet ?? [], quiet);
  draft.add({ kind: 'lead_set', set: { quiet: kept } });
  const text = (answers.quiet ?? DEFAULT_QUIET).replaceAll('{{when}}', quietInWords(kept));
  return planAnswer(draft, { text, reply: reply.id, account, purpose: 'answer' }, rules);
}

/** Their START: texts may come at any hour again that the store allows. */
export function endQuiet(draft: Draft): void {
  if ((draft.lead.lead.quiet ?? []).length > 0) draft.add({ kind: 'lead_set', set: { quiet: [] } });
}

function together(before: readonly QuietTime[], more: readonly QuietTime[]): readonly QuietTime[] {
  const isNew = (time: QuietTime): boolean => !before.some((one) => keyOf(one) === keyOf(time));
  const both = [...before, ...more.filter(isNew)].slice(-KEPT_QUIET_TIMES);
  return everOpen(hoursOutside(both)) ? both : more;
}

function keyOf({ start, end, days }: QuietTime): string {
  return `${start} ${end} ${days.join()}`;
}
