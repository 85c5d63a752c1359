import type { LeadRecord } from '../leads/record';
import type { Message } from '../leads/message';
import type { Draft } from '../store/draft';
import type { Meaning, SendOutcome } from './gateway';
import type { Lane, LaneItem } from './lane';
import { messageOf, settleText } from './moving';
import type { Step } from './step';

/** So long it is found out what became of a text, ms; then it stays unknown. */
const FOUND_OUT_WITHIN_MS = 15 * 60_000;

/** A text whose outcome was put down, as it is then. */
export interface Settled {
  readonly record: LeadRecord;
  readonly message: Message;
  readonly outcome: SendOutcome;
  /** What the code of a failure means. */
  readonly meaning: Meaning | undefined;
}

/** Puts down what became of a text. `step` waits for it, and is parked when it has to wait longer. */
export function putDown(
  draft: Draft,
  lane: Lane,
  item: LaneItem,
  outcome: SendOutcome,
  step?: Step,
): Settled {
  const meaning = outcome.kind === 'failed' ? lane.gateway.meaningOf?.(outcome.code) : undefined;
  const findWithinMs = Math.max(FOUND_OUT_WITHIN_MS, lane.resendAfterMs ?? 0);
  const before = messageOf(draft.lead, item.message);
  const message = settleText(draft, before, outcome, { step, meaning, findWithinMs });
  return { record: draft.lead, message, outcome, meaning };
}
