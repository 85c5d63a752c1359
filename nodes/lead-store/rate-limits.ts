import { RateLimit } from '../shared/http';

/** So many are remembered; whoever was counted longest ago is forgotten first. */
const MOST = 10_000;

/** How many may come in a while, of each of many that are told apart by a key, such as a phone number. */
export class RateLimits {
  readonly #limits = new Map<string, RateLimit>();

  constructor(
    private readonly most: number,
    private readonly perMs: number,
    private readonly now: () => number,
  ) {}

  /** Takes one of this key, or tells in how many ms there is one again. */
  take(key: string): number {
    const limit = this.#limits.get(key) ?? new RateLimit(this.most, this.perMs, this.now);
    this.#limits.delete(key);
    this.#limits.set(key, limit);
    const [oldest] = this.#limits.keys();
    if (this.#limits.size > MOST && oldest !== undefined) this.#limits.delete(oldest);
    return limit.take();
  }
}
