import type { NodeId } from '../leads/enrollment';
import type { Message, MessagePurpose } from '../leads/message';
import { isE164 } from '../leads/phone';
import type { ReplyReading } from '../leads/reply';
import { judge, type ContactRules } from '../permission/verdict';
import { derivedId } from '../derived-id';
import type { Draft } from '../store/draft';
import { countSegments } from '../texts/segments';

/** The answers that people get whatever the journey is. */
export interface Answers {
  readonly stop: string;
  readonly start: string;
  readonly help: string;
  /** `stop` in other languages, by ISO 639-1 code: who asks in Spanish is answered in Spanish. */
  readonly stopIn?: Readonly<Partial<Record<string, string>>>;
  /** Asked once when a reply may be an opt-out and may not. */
  readonly unclear?: string;
  /** Confirms a wish for later; `{{when}}` is the day and time. */
  readonly snoozed?: string;
  /** Confirms a wish for no texts at some hours; `{{when}}` is such as `on Sundays`. */
  readonly quiet?: string;
  /** Confirms a wish for no calls or fewer texts; `{{wish}}` is such as `no calls`. */
  readonly preference?: string;
  /** Asks who has just agreed to confirm it; left out: consent counts without. */
  readonly confirm?: string;
}

/** How replies are treated; what a lead store sets. */
export interface ReplyRules {
  /** YES from somebody who opted out lifts the opt-out, as START does. */
  readonly yesOptsIn: boolean;
  /** Texts of one lead that come within so many ms of each other are one turn; 0: each is one. */
  readonly gatherMs: number;
  /** Wishes for later ("text me next Tuesday") are obeyed. */
  readonly snooze: boolean;
}

export const DEFAULT_REPLY_RULES: ReplyRules = { yesOptsIn: false, gatherMs: 0, snooze: true };
export const DEFAULT_UNCLEAR = 'Should we stop texting you? Reply STOP to stop.';
export const DEFAULT_QUIET = 'OK, no texts {{when}}. Reply STOP to end them for good.';
export const DEFAULT_PREFERENCE = 'OK, {{wish}}. Reply STOP to end our texts for good.';
export const DEFAULT_SNOOZED = 'OK, no texts before {{when}}. Reply STOP to end them for good.';

/** The confirmation of an opt-out in the language in which it was asked for, if the store has one. */
export function stopAnswer(answers: Answers, reading: ReplyReading): string {
  const language = 'language' in reading ? reading.language : undefined;
  return (language === undefined ? undefined : answers.stopIn?.[language]) ?? answers.stop;
}

/** A text of ours that answers one of hers. */
export interface Answering {
  readonly text: string;
  /** The reply that it answers; it is answered once. */
  readonly reply: string;
  readonly account: NodeId;
  readonly purpose: MessagePurpose;
  /** Whether the account texts real phones; left out: the lead has just written from there. */
  readonly textsPeople?: boolean;
}

/**
 * Plans an answer, unless it may not go out. STOP, START and HELP get one, without marketing, at once
 * (47 CFR 64.1200(a)(12): within 5 minutes).
 */
export function planAnswer(draft: Draft, answering: Answering, rules: ContactRules): Message | undefined {
  const { text, reply, account, purpose, textsPeople } = answering;
  const record = draft.lead;
  const step = `answer:${reply}`;
  const verdict = judge({ record, purpose, step, at: draft.now, rules, spreadSeed: step, textsPeople });
  if (verdict.answer !== 'allow') return undefined;
  // From the number that was texted: a person answers where she was asked.
  const texted = record.replies.findLast(({ id }) => id === reply)?.to;
  const message: Message = {
    id: derivedId(
      'm',
      record.lead.id,
      step,
      String(record.messages.filter((one) => one.step === step).length),
    ),
    step,
    node: account,
    account,
    to: record.lead.phone,
    ...(texted !== undefined && isE164(texted) ? { sender: texted } : {}),
    text,
    segments: countSegments(text).segments,
    purpose,
    plannedAt: draft.now,
    verdict,
    life: { state: 'sending' },
  };
  draft.add({ kind: 'message_planned', message });
  return message;
}
