import type { Json } from '../json';
import type { Handover } from '../leads/wait';
import type { E164, LeadId } from '../leads/lead';
import type { LeadRecord } from '../leads/record';
import type { Change } from './changes';
import { Problem } from '../problem';

/** Which lead: by id, or by phone number, which may be one that is not known yet. */
export type Who = { readonly id: LeadId } | { readonly phone: E164 };

/** What a decision sees: the lead as she is now, and the numbers it may give to handovers. */
export interface LeadView {
  /** undefined: nobody is known by that id or number. A live view: copy what outlives the decision. */
  readonly record: LeadRecord | undefined;
  /** The next handover number of the store. Never given twice. */
  nextSeq(): number;
  /** True for the number of somebody who was deleted here, and for the digest of a permission they gave. */
  isSuppressed(what: string): boolean;
  /** What will remain of a number, or of such a digest, when its lead is deleted. */
  hashOf(what: string): string;
}

/** What shall change, all of it or nothing, and what to answer once it is on disk. */
export interface Decision<R> {
  readonly changes: readonly Change[];
  readonly result: R;
}

/**
 * Where leads live. One contract for the embedded store and, later, PostgreSQL; `test/store/contract.ts` runs against
 * each of them. The domain's operations (record a behavior, enroll, park, plan a message …) are decisions: pure
 * functions of their rooms that look at one lead and name the changes. The store runs each alone with its lead,
 * writes all its changes or none, and resolves when they are on disk.
 */
export interface LeadStore {
  /**
   * Runs `decide` on the lead, applies and writes its changes, and resolves with its result once they, and everything
   * it could see, are on disk. `decide` is synchronous and may be run again if the store has to repeat the transaction.
   * Rejects with a StoreError, and then nothing has changed, when the store is read-only, closed or cannot write.
   */
  change<R>(who: Who, decide: (view: LeadView) => Decision<R>): Promise<R>;

  /** The lead, or undefined. What it shows may not be on disk yet. */
  read(who: Who): Promise<LeadRecord | undefined>;

  /**
   * When the next wait or pause after `after` (ms UTC) ends by itself, ms UTC; undefined when none does. See `nextDue` in
   * leads/stillness.ts.
   */
  nextDue(after?: number): Promise<number | undefined>;
  /** Leads with a wait or pause that is due after `after` and at `upTo` (ms UTC) or before, the longest overdue first. */
  dueLeads(upTo: number, limit: number, after?: number): Promise<LeadId[]>;
  /**
   * Calls back whenever a wait falls due earlier than all others (ms UTC), or than all after the `after` of an earlier
   * question. Returns what ends that.
   */
  watchDue(earlier: (at: number) => void): () => void;
  /** Leads that have an orphaned wait. */
  orphanedLeads(): Promise<LeadId[]>;
  /** How many waits are parked at each node, and when the next of them is due (ms UTC; null: never by itself). */
  waitsByNode(): Promise<ReadonlyMap<string, WaitsAtNode>>;
  /** Leads with a wait at the node. May look through all leads. */
  leadsWaitingAt(node: string): Promise<LeadId[]>;

  /** Handovers after the settled mark, in the order of their numbers: what a crash may have kept from arriving. */
  unsettledHandovers(): Promise<{ readonly lead: LeadId; readonly handover: Handover }[]>;
  /** Marks every handover up to and with `seq` as surely arrived. */
  settle(seq: number): Promise<void>;
  /** Leads with a message that somebody has to see to (`isOpen`): its outcome, or its end, is not known. */
  leadsWithUnfinishedMessages(): Promise<LeadId[]>;

  /** Leads whose last activity lies in (after, upTo], ms UTC, the earliest first. */
  quietLeads(after: number, upTo: number, limit: number): Promise<LeadId[]>;
  /** The earliest last activity later than `after` (ms UTC), or undefined. */
  nextActivityAfter(after: number): Promise<number | undefined>;
  /** The leads touched last, newest first. */
  recentLeads(limit: number): Promise<LeadId[]>;
  /** True for the number of a lead who was deleted (`lead_erased`). */
  isSuppressed(phone: E164): Promise<boolean>;
  /** How many leads there are. */
  size(): Promise<number>;

  /** A small fact about the store itself, such as the try-out clock's offset. */
  setting(key: string): Promise<Json | undefined>;
  putSetting(key: string, value: Json): Promise<void>;

  /**
   * Resolves when this process still was the one that works with the store, at a moment after this was called; ask before
   * what cannot be taken back, such as the call of a provider. What it has written before may go on by another process.
   * @throws StoreError when another process works with it, or nobody can be sure; it is read-only from then on
   */
  ensureHeld(): Promise<void>;

  /** Ends it: what was accepted is on disk when this resolves; every later call rejects. */
  close(): Promise<void>;
}

/** `next` is ms UTC; null: none of them ends by itself. */
export interface WaitsAtNode {
  readonly count: number;
  readonly next: number | null;
}

/** What a store cannot do, in words for people; `code` for the program. */
export class StoreError extends Problem {
  override readonly name = 'StoreError';

  constructor(
    readonly code: 'closed' | 'in_use' | 'damaged' | 'cannot_write' | 'lost',
    message: string,
  ) {
    super(message);
  }
}
