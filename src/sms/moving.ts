import type { NodeId } from '../leads/enrollment';
import { isUndecided, type Message, type MessageState } from '../leads/message';
import type { LeadRecord } from '../leads/record';
import { leaveEverything } from '../journeys/exits';
import { isNewOptOut, writeOptOut } from '../journeys/opt-outs';
import type { Draft } from '../store/draft';
import type { Meaning, SendOutcome } from './gateway';
import { movesForward } from './life';
import type { Step } from './step';
import { BEING_FOUND_OUT, endTextWait, parkForText } from './waiting-text';

/** The message with this id. @throws Error when the lead has none */
export function messageOf({ messages }: LeadRecord, id: string): Message {
  const message = messages.findLast((one) => one.id === id);
  if (!message) throw new Error(`the lead has no message ${id}`);
  return message;
}

/**
 * Moves a message forward, or leaves it where it is: a callback may have been faster than the answer of the call. Once its
 * outcome is known its step goes on. `meaning`: what the code of a failure means.
 */
export function moveText(draft: Draft, message: Message, to: MessageState, meaning?: Meaning): Message {
  if (!movesForward(message, to)) return message;
  const moved = setLife(draft, message, to);
  if (meaning) takeEffect(draft, message, meaning);
  return moved;
}

export interface Settling {
  /** The step that waits for the call; parked when it has to wait longer. */
  readonly step: Step | undefined;
  readonly meaning: Meaning | undefined;
  /** So long an unknown outcome is looked up, ms. */
  readonly findWithinMs: number;
}

/** Puts down what a call ended with. */
export function settleText(
  draft: Draft,
  message: Message,
  outcome: SendOutcome,
  { step, meaning, findWithinMs }: Settling,
): Message {
  const at = draft.now;
  switch (outcome.kind) {
    case 'accepted':
      return moveText(draft, message, { state: outcome.state ?? 'accepted', sid: outcome.sid, at });
    case 'failed':
      return moveText(
        draft,
        message,
        { state: 'failed', at, code: outcome.code, reason: outcome.reason },
        meaning,
      );
    case 'not_taken': {
      if (message.life.state !== 'sending') return message;
      if (step) parkForText(draft, step, message, outcome.reason);
      return setLife(draft, message, { state: 'planned' });
    }
    case 'unknown': {
      if (message.life.state !== 'sending') return message;
      if (step) parkForText(draft, step, message, BEING_FOUND_OUT);
      const since = message.life.since ?? message.plannedAt;
      return setLife(draft, message, { state: 'unknown', at, since, until: since + findWithinMs });
    }
  }
}

/** Sets where a message is, whatever was before; the one who calls has looked. */
export function setLife(draft: Draft, message: Message, to: MessageState): Message {
  draft.add({ kind: 'message_moved', id: message.id, to });
  if (!isUndecided(to)) endTextWait(draft, message.id);
  return { ...message, life: to };
}

/** The journey that the message is a text of. */
export function journeyOf({ enrollments }: LeadRecord, { enrollment }: Message): NodeId | undefined {
  return enrollment === undefined ? undefined : enrollments.find(({ id }) => id === enrollment)?.journey;
}

function takeEffect(draft: Draft, message: Message, { means, reason }: Meaning): void {
  if (means === 'unusable') {
    draft.add({ kind: 'lead_set', set: { fields: { phone_unreachable: true } } });
  } else if (means === 'opted_out') {
    // The carrier knows of an opt-out that never reached us. It answered; we say nothing (docs, error 21610).
    const source = `text ${message.id}`;
    const told = { at: draft.now, channel: 'carrier', words: reason, source };
    if (!isNewOptOut(draft.lead.ledger, told)) return;
    writeOptOut(draft, told);
    leaveEverything(draft, 'opted_out');
  }
}

/** The journey whose text an opt-out answers, when the decision is one. */
export function journeyLeft({ changes, lead }: Draft): NodeId | undefined {
  const isOptOut = changes.some((change) => change.kind === 'ledger' && change.entry.kind === 'opt_out');
  const answers = lead.replies.at(-1)?.enrollment;
  return isOptOut ? lead.enrollments.find(({ id }) => id === answers)?.journey : undefined;
}
