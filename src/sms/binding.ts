import type { EnrollmentId } from '../leads/enrollment';
import type { E164 } from '../leads/lead';
import type { Message } from '../leads/message';
import type { LeadRecord } from '../leads/record';
import { plainWords, withoutCourtesy } from '../replies/words';

/** Which journey a reply answers, and what tells so for sure, if anything does. */
export interface Binding {
  readonly enrollment: EnrollmentId;
  /** `number`: only its texts came from the number that was texted. `option`: only it offered this answer so lately. */
  readonly bound?: 'number' | 'option';
}

/** A question is open for so long, ms. */
const OPEN_MS = 30 * 86_400_000;
/** So many words can be the answer that a text offered. */
const LONGEST_OPTION = 3;

/**
 * The journey that a reply to `to` answers: of the texts that left that number, if others left other numbers; of those the
 * last that offered this answer ("Reply 2 for pricing", "Reply YES"); else the last. `at` is ms UTC. undefined: no journey
 * has texted her.
 */
export function bindReply(record: LeadRecord, to: string, text: string, at: number): Binding | undefined {
  const texts = record.messages.filter(isOfJourney);
  const fromHere = texts.filter(({ sender }) => sender === to);
  const otherNumbers = texts.some(({ sender }) => sender !== undefined && sender !== to);
  const byNumber = fromHere.length > 0 && otherNumbers;
  const asked = byNumber ? fromHere : texts;
  const last = asked.at(-1);
  if (!last) return undefined;
  const option = withoutCourtesy(plainWords(text));
  const isShort = option !== '' && option.split(' ').length <= LONGEST_OPTION;
  const offering = isShort
    ? asked.findLast((message) => message.plannedAt >= at - OPEN_MS && offers(message.text, option))
    : undefined;
  if (offering) return { enrollment: offering.enrollment, bound: 'option' };
  return { enrollment: last.enrollment, ...(byNumber ? { bound: 'number' } : {}) };
}

type OfJourney = Message & { readonly enrollment: EnrollmentId; readonly sender?: E164 };

function isOfJourney(message: Message): message is OfJourney {
  const { state } = message.life;
  return message.enrollment !== undefined && state !== 'planned' && state !== 'blocked' && state !== 'failed';
}

const CALL = /\b(?:reply|answer|text|send|respond|choose|press)\b/i;

/** `Reply 1 for a demo, 2 for pricing` offers 2; `Reply YES or NO` offers no. `option` is plain words. */
function offers(text: string, option: string): boolean {
  if (!CALL.test(text)) return false;
  const words = ` ${plainWords(text)} `;
  if (/^\d{1,2}$/.test(option)) return new RegExp(` ${option} (?:for|to|if|is|\\p{L})`, 'u').test(words);
  const answers = ['reply', 'answer', 'text', 'send', 'respond', 'reply with', 'text back', 'or', 'and'];
  return answers.some((before) => words.includes(` ${before} ${option} `));
}
