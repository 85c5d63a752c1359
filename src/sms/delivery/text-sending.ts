import type { Clock } from '../../clock';
import type { LeadId } from '../../leads/lead';
import { isUndecided, type Message } from '../../leads/message';
import type { Decisions } from '../../journeys/decisions';
import { closedFor } from '../../permission/verdict';
import type { Outbox } from '../outbox';
import { planText, type House, type Planned, type TextRequest } from '../sending';

/** What came of a text. */
export type Sent =
  | Exclude<Planned, { kind: 'planned' | 'queued' | 'already' }>
  | { readonly kind: 'sent'; readonly message: Message }
  /** It is queued, or it is being found out what became of it. The step is parked, and goes on when it is known. */
  | { readonly kind: 'waiting'; readonly message: Message };

export interface TextSendingParts extends House {
  readonly decisions: Decisions;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** The way of a text from a flow's wish to an outcome on disk. */
export class TextSending {
  constructor(private readonly parts: TextSendingParts) {}

  /** Plans a text, gives it to its gateway, and resolves when the outcome is on disk, or when it has to wait longer. */
  async send(lead: LeadId, request: TextRequest): Promise<Sent> {
    const { outbox } = this.parts;
    const planned = await this.#plan(lead, request);
    switch (planned.kind) {
      case 'planned':
        return sentOrWaiting(await outbox.transmit(planned.message, request));
      case 'queued':
        return { kind: 'waiting', message: planned.message };
      case 'already': {
        const message = await outbox.outcomeOf(lead, planned.message, request);
        // A crash kept it from leaving, and it may not leave now: the step is planned anew, and held or turned down.
        return message.life.state === 'blocked' ? this.send(lead, request) : sentOrWaiting(message);
      }
      default:
        return planned;
    }
  }

  async #plan(lead: LeadId, request: TextRequest): Promise<Planned> {
    const { outbox, decisions, clock } = this.parts;
    await outbox.brake.ready;
    let expected: Message | undefined;
    try {
      const { planned, record } = await decisions.run({ id: lead }, (draft) => {
        const decided = planText(draft, request, this.parts, {
          textsPeople: outbox.textsPeople(request.account),
          wayOf: (text) => outbox.wayOf(request.account, text),
        });
        if (decided.kind !== 'planned') return { planned: decided, record: draft.lead };
        expected = decided.message;
        const message = outbox.settleAtOnce(draft, expected);
        return { planned: { ...decided, message }, record: draft.lead };
      });
      if (planned.kind === 'queued') outbox.enqueue(record, planned.message);
      return planned;
    } catch (error) {
      if (expected) outbox.forget(expected);
      return { kind: 'not_sent', verdict: closedFor(error, clock.now()) };
    }
  }
}

function sentOrWaiting(message: Message): Sent {
  return { kind: isUndecided(message.life) ? 'waiting' : 'sent', message };
}
