import type { E164 } from '../leads/lead';

/** Numbers that none of the stores that share the list may text. Only hashes of them are kept. */
export interface SuppressionList {
  /** @throws StoreError when the list cannot be used any more: then nobody is texted */
  has(phone: E164): boolean;
  /** From now on, in memory at once; resolves when it is on disk. */
  add(phone: E164): Promise<void>;
  /**
   * Adds what a store had written down at `since` (ms UTC, real time) and a crash may have kept from here; not when the
   * list has heard of the number since.
   */
  addMissed(phone: E164, since: number): Promise<void>;
  /** Her own START; resolves when it is on disk. */
  lift(phone: E164): Promise<void>;
  /** Calls back with each number that is added. Returns what ends that. */
  watch(added: (phone: E164) => void): () => void;
}
