import type { E164 } from '../leads/lead';

/** What a store tells the list: one line of a lead's ledger. */
export interface ToldLine {
  readonly phone: E164;
  /** The hash of the ledger's line, by which the list knows it again. */
  readonly entry: string;
  /** When the ledger took it, ms UTC. */
  readonly at: number;
}

/** Numbers that none of the stores that share the list may text. Only hashes of them are kept. */
export interface SuppressionList {
  /** @throws StoreError when the list cannot be used any more: then nobody is texted */
  has(phone: E164): boolean;
  /** From now on, in memory at once; resolves when it is on disk. */
  add(line: ToldLine): Promise<void>;
  /** Adds what a crash may have kept from here; what the list has heard already changes nothing. */
  addMissed(line: ToldLine): Promise<void>;
  /** The lead's own START: it counts when it is on disk, unless an opt-out came meanwhile. */
  lift(line: ToldLine): Promise<void>;
  /** Calls back at once with each number that is added. Returns what ends that. */
  watch(added: (phone: E164) => void): () => void;
}
