import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../clock';
import { copyFolder, type Copied } from '../backup/copy';
import { namesIn, SyncFailure, syncFolder } from './files';
import type { Hold } from './hold/hold';
import { type Journal, segmentNumber } from './journal';
import type { Leads } from './leads';
import { type Manifest, manifestEpoch } from './manifest';
import { othersTurn } from './others-turn';
import { shardPlace } from './shard-file';

/** The journal may grow to this, or to the size of the snapshots if that is more, before they take it over. */
const JOURNAL_BYTES = 64 * 1024 * 1024;
/** Changed leads are held as objects until a checkpoint; so many are enough to start one. */
const MOST_OBJECTS = 100_000;

/** Each start begins a segment; so many are enough to start a checkpoint. */
const MOST_SEGMENTS = 50;

export interface CheckpointOptions {
  readonly folder: string;
  readonly hold: Hold;
  readonly leads: Leads;
  readonly journal: Journal;
  readonly journalBytes: number | undefined;
  /** Replaces the manifest; it lasts once this resolves. */
  readonly writeManifest: (told: Pick<Manifest, 'begins' | 'last' | 'shards'>) => Promise<void>;
  /** Called when what was written may be lost although nothing failed since. */
  readonly broken: (error: unknown) => void;
}

/** Brings the snapshots up to the journal, beside everything else, and drops what they cover of it. */
export class Checkpoints {
  readonly #options: CheckpointOptions;
  readonly #journalBytes: number;
  /** After a failure the next attempt waits until the journal has grown so far. */
  #notBefore = 0;
  #running: Promise<void> | undefined;
  #stopped = false;
  /** The journal, and the snapshots, hold lines of a lead who was deleted. */
  #owed = false;

  constructor(options: CheckpointOptions) {
    this.#options = options;
    this.#journalBytes = options.journalBytes ?? JOURNAL_BYTES;
  }

  /** From now on it is time: what is deleted shall not stay in the files. */
  owe(): void {
    this.#owed = true;
  }

  /** Starts one when it is time. */
  consider(): void {
    if (this.#running || this.#stopped) return;
    const { journal, leads } = this.#options;
    const { total, segments } = journal;
    const most = Math.max(this.#journalBytes, leads.snapshotBytes);
    const isTime = this.#owed || total > most || leads.objects > MOST_OBJECTS || segments > MOST_SEGMENTS;
    if (!isTime || total < this.#notBefore) return;
    // A snapshot that cannot be written loses nothing: the journal still has it all. If the disk is full for the
    // journal too, its next write says so.
    this.run().catch(() => (this.#notBefore = total + this.#journalBytes));
  }

  /** Resolves when a checkpoint is done; joins one that is under way. Rejects when a snapshot cannot be written. */
  run(): Promise<void> {
    this.#running ??= this.#write().finally(() => {
      this.#running = undefined;
      if (this.#owed) this.consider();
    });
    return this.#running;
  }

  /** Copies all that is on disk by now into a new folder; the copy opens as after a crash. */
  copy(into: string, clock: Clock): Promise<Copied> {
    return this.#keepAway(async () => {
      const { folder, journal } = this.#options;
      await journal.commit(undefined, undefined);
      return copyFolder({ folder, into, growing: journal.lastSegment, takenAt: clock.now() });
    });
  }

  /** Does the work while there is no checkpoint, which would replace and drop files. */
  async #keepAway<R>(work: () => Promise<R>): Promise<R> {
    while (this.#running) await this.#running.catch(() => undefined);
    const working = work();
    this.#running = working
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        this.#running = undefined;
        if (this.#owed) this.consider();
      });
    return working;
  }

  /** Ends the one under way after its current shard. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  async #write(): Promise<void> {
    this.#owed = false;
    try {
      await this.#bringUpToDate();
    } catch (error) {
      if (error instanceof SyncFailure) this.#options.broken(error);
      throw error;
    }
  }

  async #bringUpToDate(): Promise<void> {
    const { folder, journal, leads, writeManifest } = this.#options;
    const { segment, bytesBefore } = await journal.rotate();
    for (const shard of [...leads.dirty]) {
      if (this.#stopped) return;
      await leads.write(shard, segment);
      await othersTurn();
    }
    await syncFolder(folder);
    const shards = leads.snapshots;
    await writeManifest({ begins: segment, last: segment, shards });
    await this.#drop(segment, shards);
    journal.dropped(bytesBefore);
  }

  /**
   * Removes what this manifest needs no more. Whoever takes the folder over after the look reads this manifest, so it does
   * not matter how late these files go.
   */
  async #drop(segment: number, shards: Manifest['shards']): Promise<void> {
    const { folder, hold } = this.#options;
    const names = await namesIn(folder);
    hold.check();
    for (const name of names)
      if (isOutOfUse(name, segment, hold.epoch, shards)) await rm(join(folder, name), { force: true });
  }
}

/** Of files that were written later nobody here knows whether they are needed. */
function isOutOfUse(name: string, segment: number, epoch: number, shards: Manifest['shards']): boolean {
  const place = shardPlace(name);
  if (place) return !shards.has(name) && (place.segment ?? 0) <= segment;
  return (segmentNumber(name) ?? segment) < segment || (manifestEpoch(name) ?? epoch) < epoch;
}
