import type { LeadId } from '../leads/lead';

/** What waits for its turn: something for a lead. */
export interface Queued {
  readonly lead: LeadId;
  readonly message: string;
}

/** A queue that is fair among leads, and in order per lead: one for each lead in turn. */
export class FairQueue<T extends Queued> {
  /** In the order of their turns. */
  readonly #byLead = new Map<LeadId, T[]>();
  /** They had their turn and came back. */
  readonly #returned: T[] = [];
  #size = 0;

  get size(): number {
    return this.#size + this.#returned.length;
  }

  /** At the end of what there is for its lead. */
  add(item: T): void {
    const own = this.#byLead.get(item.lead);
    if (own) own.push(item);
    else this.#byLead.set(item.lead, [item]);
    this.#size++;
  }

  /** Before all others: it was on its way and came back. */
  putBack(item: T): void {
    this.#returned.push(item);
  }

  /** The next item of the first lead who is not passed over; her turn comes again after all others'. */
  take(passOver: (lead: LeadId) => boolean): T | undefined {
    const back = this.#returned.findIndex(({ lead }) => !passOver(lead));
    if (back >= 0) return this.#returned.splice(back, 1)[0];
    for (const [lead, own] of this.#byLead) {
      if (passOver(lead)) continue;
      const item = own.shift();
      this.#byLead.delete(lead);
      if (own.length > 0) this.#byLead.set(lead, own);
      if (item) this.#size--;
      return item;
    }
    return undefined;
  }

  hasLead(lead: LeadId): boolean {
    return this.#byLead.has(lead) || this.#returned.some((item) => item.lead === lead);
  }
}
