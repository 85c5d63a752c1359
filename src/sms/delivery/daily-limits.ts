import type { NodeId } from '../../leads/enrollment';
import { DailyLimit, type DailyLimitParts, type LimitSettings, type LimitStop } from './daily-limit';

export type DailyLimitsParts = Pick<DailyLimitParts, 'store' | 'clock' | 'zone' | 'failed'> & {
  readonly reached: (account: NodeId) => void;
  readonly released: (account: NodeId) => void;
};

/** The daily limits of a store's accounts. What an account has used up outlasts its deploys. */
export class DailyLimits {
  readonly #limits = new Map<NodeId, DailyLimit>();

  constructor(private readonly parts: DailyLimitsParts) {}

  /** The limit of an account that is deployed with these settings; undefined: it has none. */
  of(account: NodeId, settings: LimitSettings | undefined): DailyLimit | undefined {
    const known = this.#limits.get(account);
    if (!settings) {
      known?.close();
      this.#limits.delete(account);
      return undefined;
    }
    if (known) {
      known.configure(settings);
      return known;
    }
    const { reached, released } = this.parts;
    const limit = new DailyLimit({
      ...this.parts,
      account,
      settings,
      reached: () => reached(account),
      released: () => released(account),
    });
    this.#limits.set(account, limit);
    return limit;
  }

  get stops(): readonly ({ readonly account: NodeId } & LimitStop)[] {
    return [...this.#limits].flatMap(([account, { stop }]) => (stop ? [{ account, ...stop }] : []));
  }

  /** Resolves when it is known what all have used up before. */
  async read(): Promise<void> {
    await Promise.all([...this.#limits.values()].map(({ ready }) => ready));
  }

  /** A person has looked: the account's texts go on. */
  resume(account: NodeId): void {
    this.#limits.get(account)?.resume();
  }

  close(): void {
    for (const limit of this.#limits.values()) limit.close();
  }
}
