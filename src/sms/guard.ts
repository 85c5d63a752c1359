import type { Purpose } from '../leads/message';
import type { Verdict } from '../leads/verdict';
import type { ContactRules } from '../permission/verdict';
import type { Draft } from '../store/draft';
import { cameFurther, wasHeld } from '../journeys/deliveries/step';
import { askVerdict, hold, notSent, turnedDownBefore, type Step } from './sending';

/** What came of a guard's question. */
export type Asked =
  | { readonly kind: 'allowed' | 'blocked'; readonly verdict: Verdict }
  | { readonly kind: 'held'; readonly verdict: Verdict; readonly until: number }
  /** An earlier delivery of the same message was held; it goes on by itself. */
  | { readonly kind: 'held_before' };

export interface GuardQuestion {
  readonly purpose: Purpose;
  readonly onHold: 'hold' | 'block';
  readonly rules: ContactRules;
  /** The message was delivered before, and what follows from it may have been done. */
  readonly isGivenAgain: boolean;
}

/** The guard's question. Held messages are parked at the node; a block is noted in the lead's history. */
export function askGuard(
  draft: Draft,
  step: Step,
  { purpose, onHold, rules, isGivenAgain }: GuardQuestion,
): Asked {
  const { lead } = draft;
  if (wasHeld(lead, step)) return { kind: 'held_before' };
  const turnedDown = turnedDownBefore(lead, step);
  if (turnedDown) return { kind: 'blocked', verdict: turnedDown };
  const verdict = askVerdict(draft, step, purpose, rules);
  // What it let pass before has come further by now: a second answer would take the flow on by the other output.
  const wasLetPass = isGivenAgain && cameFurther(lead, step);
  if (verdict.answer === 'allow' || wasLetPass) return { kind: 'allowed', verdict };
  if (verdict.answer === 'hold' && onHold === 'hold') {
    hold(draft, step, verdict);
    return { kind: 'held', verdict, until: verdict.until };
  }
  notSent(draft, step, verdict, rules);
  return { kind: 'blocked', verdict };
}
