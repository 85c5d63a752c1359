import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Files, namesIn, syncFolder } from './files';
import { type Journal, segmentNumber } from './journal';
import type { Leads } from './leads';
import { writeManifest } from './manifest';
import { othersTurn } from './others-turn';

/** The journal may grow to this, or to the size of the snapshots if that is more, before they take it over. */
const JOURNAL_BYTES = 64 * 1024 * 1024;
/** Changed leads are held as objects until a checkpoint; so many are enough to start one. */
const MOST_OBJECTS = 100_000;

/** Brings the snapshots up to the journal, beside everything else, and drops what they cover of it. */
export class Checkpoints {
  readonly #files: Files;
  readonly #folder: string;
  readonly #leads: Leads;
  readonly #journal: Journal;
  readonly #journalBytes: number;
  /** After a failure the next attempt waits until the journal has grown so far. */
  #notBefore = 0;
  #running: Promise<void> | undefined;
  #stopped = false;
  /** The journal, and the snapshots, hold lines of a lead who was deleted. */
  #owed = false;

  constructor(options: {
    readonly files: Files;
    readonly folder: string;
    readonly leads: Leads;
    readonly journal: Journal;
    readonly journalBytes: number | undefined;
  }) {
    this.#files = options.files;
    this.#folder = options.folder;
    this.#leads = options.leads;
    this.#journal = options.journal;
    this.#journalBytes = options.journalBytes ?? JOURNAL_BYTES;
  }

  /** From now on it is time: what is deleted shall not stay in the files. */
  owe(): void {
    this.#owed = true;
  }

  /** Starts one when it is time. */
  consider(): void {
    if (this.#running || this.#stopped) return;
    const { total } = this.#journal;
    const most = Math.max(this.#journalBytes, this.#leads.snapshotBytes);
    const isTime = this.#owed || total > most || this.#leads.objects > MOST_OBJECTS;
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

  /** Ends the one under way after its current shard. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  async #write(): Promise<void> {
    this.#owed = false;
    const { segment, bytesBefore } = await this.#journal.rotate();
    for (const shard of [...this.#leads.dirty]) {
      if (this.#stopped) return;
      await this.#leads.write(shard, segment);
      await othersTurn();
    }
    await syncFolder(this.#folder);
    await writeManifest(this.#files, this.#folder, { begins: segment, shards: this.#leads.snapshots });
    for (const name of await namesIn(this.#folder)) {
      if ((segmentNumber(name) ?? segment) < segment) await unlink(join(this.#folder, name));
    }
    this.#journal.dropped(bytesBefore);
  }
}
