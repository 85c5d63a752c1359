import type { Message } from '../leads/message';
import type { Period } from '../leads/model/contact-wish';
import type { GateAnswer } from '../leads/verdict';

/** At most `count` marketing texts to one lead in any `windowMs` ms, over all her journeys. */
export interface FrequencyCap {
  readonly count: number;
  readonly windowMs: number;
}

/** The windows of a lead's own wish; a month is thirty days. */
const PERIODS_MS: { readonly [per in Period]: number } = {
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 30 * 86_400_000,
};

/** The cap that a lead asked for: at most so many texts a day, week or month. */
export function capOfWish(wish: { readonly most: number; readonly per: Period }): FrequencyCap {
  return { count: wish.most, windowMs: PERIODS_MS[wish.per] };
}

/** What the cap found; `sent` is how many marketing texts count at that moment. */
export type CapAnswer = GateAnswer & { readonly sent: number };

/**
 * Whether one more marketing text fits under the cap at `at` (ms UTC). Held until so many of the earlier ones have left
 * the window that it does; a text leaves exactly `windowMs` after it was planned. A cap of no texts at all blocks.
 */
export function askCap(messages: readonly Message[], cap: FrequencyCap, at: number): CapAnswer {
  const counting = messages.filter(
    (message) => countsForCap(message) && at < message.plannedAt + cap.windowMs,
  );
  const sent = counting.length;
  if (sent < cap.count) return { answer: 'allow', sent };
  const oldestFirst = counting.map((message) => message.plannedAt).sort((a, b) => a - b);
  const mustLeave = oldestFirst[sent - cap.count];
  return mustLeave === undefined
    ? { answer: 'block', sent }
    : { answer: 'hold', until: mustLeave + cap.windowMs, sent };
}

/**
 * Whether one more marketing text fits under all of these caps: the answer of the one that is full longest, and which it
 * is. Without any, the text fits.
 */
export function askCaps(
  messages: readonly Message[],
  caps: readonly FrequencyCap[],
  at: number,
): { readonly answer: CapAnswer; readonly cap: FrequencyCap } | undefined {
  let worst: { readonly answer: CapAnswer; readonly cap: FrequencyCap } | undefined;
  for (const cap of caps) {
    const answer = askCap(messages, cap, at);
    if (!worst || opensAt(answer) > opensAt(worst.answer)) worst = { answer, cap };
  }
  return worst;
}

function opensAt(answer: CapAnswer): number {
  return answer.answer === 'hold' ? answer.until : answer.answer === 'block' ? Infinity : 0;
}

/** A marketing text that reached her or may still: what failed or was blocked never did. */
function countsForCap({ purpose, life }: Message): boolean {
  return purpose === 'marketing' && life.state !== 'failed' && life.state !== 'blocked';
}
