import type { E164 } from '../leads/lead';
import { Problem } from '../problem';

/**
 * A number that texts leave from is never a lead: what we sent it would come back as a reply, and be answered, without end.
 * Typed into a form by mistake, or posted from a list of contacts that has the business itself in it.
 */
export class OwnNumber extends Problem {
  override readonly name = 'OwnNumber';
  readonly status = 'our own number';

  constructor() {
    super('`phone`: this is one of your own numbers, which texts leave from, so it cannot be a lead.');
  }
}

/** The numbers that texts of a store leave from, as its accounts have them. */
export class OwnNumbers {
  readonly #senders = new Set<readonly E164[]>();

  /** `isElsewhere`: true for a number that texts of another store beside this one leave from. */
  constructor(private readonly isElsewhere: (phone: E164) => boolean = () => false) {}

  /** Returns what takes them away again. */
  add(senders: readonly E164[]): () => void {
    this.#senders.add(senders);
    return () => this.#senders.delete(senders);
  }

  /** True for a number of this store. */
  has(phone: E164): boolean {
    return [...this.#senders].some((senders) => senders.includes(phone));
  }

  /** True for a number of this store or of another one beside it. */
  areOurs(phone: E164): boolean {
    return this.has(phone) || this.isElsewhere(phone);
  }

  /** @throws OwnNumber for a number of this store or of another one beside it */
  refuse(phone: E164): void {
    if (this.areOurs(phone)) throw new OwnNumber();
  }
}
