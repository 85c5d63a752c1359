import type { Clock } from '../../clock';
import type { Copied } from '../backup/copy';
import type { LeadStore, StoreError } from '../contract';
import type { Files } from './files';

export interface EmbeddedStoreOptions {
  /** Where the store lives; made when it is not there. One store, one folder. */
  readonly folder: string;
  /** For the lock and the settled mark, and for tests: the real time also under a try-out clock. */
  readonly clock?: Clock;
  /** Called once, when the open store turns read-only because the disk takes no more. */
  readonly turnedReadOnly?: (problem: StoreError) => void;
  /** How it writes; for tests. */
  readonly files?: Files;
  /** The journal may grow to so many bytes, or to the size of the snapshots, before a checkpoint; for tests. */
  readonly journalBytes?: number;
  /** So many leads stay objects in memory at a checkpoint; for tests. */
  readonly keptObjects?: number;
}

/** A lead store in a folder of this machine. */
export interface EmbeddedStore extends LeadStore {
  /** Read-only: what is there can be read, every change is refused. */
  readonly state: 'open' | 'read_only';
  /** Why it is read-only, in words for people. */
  readonly problem: StoreError | undefined;
  /** Brings the snapshots up to date and drops the journal they cover. The store does so by itself when it is time. */
  checkpoint(): Promise<void>;
  /** Copies what is on disk into a new folder, while everything goes on. Rejects when it is read-only, or cannot be copied. */
  backUp(into: string): Promise<Copied>;
}
