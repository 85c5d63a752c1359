import type { Clock } from '../clock';
import type { NodeId } from '../leads/enrollment';
import type { LeadId } from '../leads/lead';
import type { Decisions } from '../journeys/decisions';
import type { LeadStore } from '../store/contract';
import type { About, Gateway, TextStatus } from './gateway';
import { messageOf } from './moving';

/** A text that was accepted, and whose end is not known. */
export interface Accepted {
  readonly lead: LeadId;
  readonly message: string;
  /** When it is asked for, ms UTC. */
  readonly askAt: number;
}

export interface StatusWatchParts {
  readonly store: LeadStore;
  readonly decisions: Decisions;
  readonly clock: Clock;
  readonly gatewayOf: (account: NodeId) => Gateway | undefined;
  readonly hear: (account: NodeId, about: About, status: TextStatus) => Promise<unknown>;
  readonly failed: (error: unknown) => void;
}

/** After so long without a final status a text is asked for, once (Twilio docs, outbound message logging), ms. */
export const ASK_AFTER_MS = 12 * 3_600_000;
/** When the provider could not be asked, ms. Less than ASK_AFTER_MS, so that nobody waits long behind such a text. */
const AGAIN_AFTER_MS = 6 * 3_600_000;
/** So long after it was accepted nothing more is to be learned of a text, ms. */
const GIVE_UP_AFTER_MS = 3 * 86_400_000;

/** Asks for texts of which nothing final was heard. One timer for all: they fall due in the order they were accepted. */
export class StatusWatch {
  readonly #waiting = new Map<string, Accepted>();
  #cancelWake: (() => void) | undefined;

  constructor(private readonly parts: StatusWatchParts) {}

  add(lead: LeadId, message: string, acceptedAt: number): void {
    if (this.#waiting.has(message)) return;
    this.#waiting.set(message, { lead, message, askAt: acceptedAt + ASK_AFTER_MS });
    this.#wakeForFirst();
  }

  /** Its end is known. */
  forget(message: string): void {
    this.#waiting.delete(message);
  }

  close(): void {
    this.#cancelWake?.();
    this.#waiting.clear();
  }

  #wakeForFirst(): void {
    const first = this.#waiting.values().next().value;
    if (!first || this.#cancelWake) return;
    this.#cancelWake = this.parts.clock.wakeAt(Math.max(first.askAt, this.parts.clock.now()), () => {
      this.#cancelWake = undefined;
      this.#askDue().catch(this.parts.failed);
    });
  }

  async #askDue(): Promise<void> {
    for (const accepted of [...this.#waiting.values()]) {
      if (accepted.askAt > this.parts.clock.now()) break;
      this.#waiting.delete(accepted.message);
      if (await this.#ask(accepted)) continue;
      this.#waiting.set(accepted.message, { ...accepted, askAt: this.parts.clock.now() + AGAIN_AFTER_MS });
    }
    this.#wakeForFirst();
  }

  /** False when the provider could not be asked. */
  async #ask({ lead, message }: Accepted): Promise<boolean> {
    const { store, decisions, gatewayOf, hear } = this.parts;
    const latest = (await store.read({ id: lead }))?.messages.find(({ id }) => id === message);
    if (latest?.life.state !== 'accepted' && latest?.life.state !== 'sent') return true;
    let status: TextStatus | undefined;
    try {
      status = await gatewayOf(latest.account)?.ask?.(latest.life.sid);
    } catch {
      if (this.parts.clock.now() < latest.life.at + GIVE_UP_AFTER_MS) return false;
    }
    if (status && status.state !== 'accepted') await hear(latest.account, { lead, message }, status);
    await decisions.run({ id: lead }, (draft) => {
      const { life } = messageOf(draft.lead, message);
      if (life.state !== 'accepted' && life.state !== 'sent') return;
      draft.add({ kind: 'message_moved', id: message, to: { ...life, asked: true } });
    });
    return true;
  }
}
