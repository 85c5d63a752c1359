import type { Message } from '../leads/message';
import { wishInWords, withWish } from '../leads/model/contact-wish';
import type { Reply, ReplyReading } from '../leads/reply';
import type { Deployed } from '../journeys/behaviors';
import { resumeLead } from '../journeys/pauses';
import type { ContactRules } from '../permission/verdict';
import type { Draft } from '../store/draft';
import { DEFAULT_PREFERENCE, planAnswer, type Answers } from './answers';
import { preferByReply } from './opting-out';

type Preference = ReplyReading & { readonly kind: 'preference' };

/**
 * Keeps what the lead wants instead of no texts at all: with the lead, where flows see it as `lead.contact` and the cap obeys
 * it, and in the ledger, where it can be proved. Plans the confirmation, in which `{{wish}}` is what was understood. Who was
 * asked whether texts shall end has said what they want.
 */
export function keepPreference(
  draft: Draft,
  reply: Reply,
  { wish }: Preference,
  {
    account,
    answers,
    rules,
    deployed,
  }: {
    readonly account: string;
    readonly answers: Answers;
    readonly rules: ContactRules;
    readonly deployed: Deployed;
  },
): Message | undefined {
  draft.add({ kind: 'lead_set', set: { contact: withWish(draft.lead.lead.contact ?? {}, wish) } });
  preferByReply(draft, reply, wish);
  if (draft.lead.pause?.reason === 'unclear') resumeLead(draft, deployed);
  const text = (answers.preference ?? DEFAULT_PREFERENCE).replaceAll('{{wish}}', wishInWords(wish));
  return planAnswer(draft, { text, reply: reply.id, account, purpose: 'answer' }, rules);
}

/** Their START: texts come as often again as the store sends them. */
export function endFewerTexts(draft: Draft): void {
  const { texts, ...others } = draft.lead.lead.contact ?? {};
  if (texts) draft.add({ kind: 'lead_set', set: { contact: others } });
}
