import type { LeadStore } from '../store/contract';
import type { Gateway, OutgoingText, SendOutcome } from './gateway';

export interface CallingParts {
  readonly store: LeadStore;
  readonly failed: (error: unknown) => void;
}

/** Gives texts to their gateways, as long as the store is ours. */
export class GatewayCalls {
  #checks = 0;

  constructor(private readonly parts: CallingParts) {}

  /** True while it is looked whether the store is ours. */
  get busy(): boolean {
    return this.#checks > 0;
  }

  /**
   * A gateway that breaks its promise never to reject leaves an unknown outcome, not a lost message.
   * @throws StoreError, and nothing is sent, when another process works with the store now: it goes on with the text
   */
  async send(gateway: Gateway, text: OutgoingText): Promise<SendOutcome> {
    await this.#ensureHeld();
    try {
      return await gateway.send(text);
    } catch (error) {
      this.parts.failed(error);
      return { kind: 'unknown' };
    }
  }

  async #ensureHeld(): Promise<void> {
    this.#checks++;
    try {
      await this.parts.store.ensureHeld();
    } finally {
      this.#checks--;
    }
  }
}
