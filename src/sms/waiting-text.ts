import type { Message } from '../leads/message';
import type { LeadRecord } from '../leads/record';
import { timesPutOff, wasParked } from '../journeys/deliveries/step';
import { endWait, resume } from '../journeys/waits';
import type { Draft } from '../store/draft';
import type { Step } from './step';

/** Why a step waits for its text, for people to read. */
export const QUEUED = 'The text waits for its turn.';
export const BEING_FOUND_OUT = 'It is being found out whether the text went out.';

/**
 * The message of a step waits at its node while its text is queued, or while it is being found out what became of it. It
 * survives a restart, shows among what waits, and an exit ends it.
 */
export function parkForText(draft: Draft, step: Step, message: Message, because: string): void {
  const { lead } = draft;
  if (hasParkedFor(lead, message)) return;
  if (step.enrollment !== undefined && !resume(draft, step.enrollment)) return;
  draft.add({
    kind: 'parked',
    wait: {
      id: textWaitId(message),
      kind: 'text',
      message: message.id,
      node: step.node,
      ...(step.enrollment === undefined ? {} : { enrollment: step.enrollment }),
      ...(step.delivery === undefined ? {} : { delivery: step.delivery }),
      nth: timesPutOff(lead, step),
      since: draft.now,
      due: null,
      because,
      awaits: [],
      msg: step.keep(),
    },
  });
}

/**
 * True when the step of the text is parked for it, or was: then the end of that wait takes the step on, and nothing else
 * does.
 */
export function hasParkedFor(record: LeadRecord, message: Message): boolean {
  return wasParked(record, textWaitId(message));
}

function textWaitId({ id }: Message): string {
  return `text:${id}`;
}

/** It is known now what became of the text: its step goes on. */
export function endTextWait(draft: Draft, message: string): void {
  const wait = draft.lead.waits.find((one) => one.kind === 'text' && one.message === message && !one.latched);
  if (wait) endWait(draft, wait, { kind: 'text' });
}
