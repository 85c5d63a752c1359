import type { Deployed } from '../journeys/behaviors';
import type { Decisions } from '../journeys/decisions';
import type { NodeId } from '../leads/enrollment';
import type { ContactRules } from '../permission/verdict';
import type { Draft } from '../store/draft';
import { DEFAULT_REPLY_RULES, type Answers, type ReplyRules } from './answers';
import {
  goOnAfterTurn,
  takeReply,
  type IncomingText,
  type Listener,
  type Received,
  type Reception,
} from './incoming';
import { journeyLeft } from './moving';
import type { Outbox } from './outbox';

/** What incoming texts need of one lead store. */
export interface InboxParts {
  readonly decisions: Decisions;
  readonly outbox: Outbox;
  readonly deployed: Deployed;
  readonly rules: ContactRules;
  readonly answers: Answers;
  readonly replies?: ReplyRules | undefined;
  readonly failed: (error: unknown) => void;
}

/** Takes what leads text, and knows which reply routers listen. */
export class Inbox {
  readonly #listeners = new Map<NodeId, Listener>();

  constructor(private readonly parts: InboxParts) {}

  /** From now on replies that no wait asks for go to this reply router too. Returns what ends that. */
  addListener(listener: Listener): () => void {
    this.#listeners.set(listener.node, listener);
    return () => {
      if (this.#listeners.get(listener.node) === listener) this.#listeners.delete(listener.node);
    };
  }

  /** Takes an SMS from a lead and sends the answer that STOP, START and HELP get. */
  async receive(incoming: IncomingText): Promise<Received> {
    const { decisions, outbox, failed } = this.parts;
    const reception = this.#reception();
    const received = await decisions.run({ phone: incoming.from }, (draft) => {
      const taken = takeReply(draft, incoming, reception);
      if (taken.answer) outbox.expect(draft.lead, taken.answer);
      return { ...taken, leftBy: journeyLeft(draft) };
    });
    const { answer, leftBy } = received;
    if (leftBy !== undefined) outbox.brake.note(leftBy, 'opt_out');
    if (answer) outbox.transmit(answer).catch(failed);
    return received;
  }

  /** A lead is woken: what she was writing may be at its end. */
  endTurn(draft: Draft): void {
    goOnAfterTurn(draft, this.#reception());
  }

  #reception(): Reception {
    const { deployed, answers, rules, replies = DEFAULT_REPLY_RULES } = this.parts;
    return { deployed, listeners: [...this.#listeners.values()], answers, rules, replies };
  }
}
