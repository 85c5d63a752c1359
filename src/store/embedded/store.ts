import { mkdir } from 'node:fs/promises';
import { realClock, type Clock } from '../../clock';
import type { Json } from '../../json';
import type { E164, LeadId } from '../../leads/lead';
import type { LeadRecord } from '../../leads/record';
import type { Handover } from '../../leads/wait';
import type { Change } from '../changes';
import {
  type Decision,
  type LeadStore,
  type LeadView,
  StoreError,
  type WaitsAtNode,
  type Who,
} from '../contract';
import { Checkpoints } from './checkpoint';
import { erasureIn } from './follower';
import { diskFiles, type Files, PRIVATE_FOLDER } from './files';
import { cannotWrite, Journal } from './journal';
import { changesLine, settledLine, settingLine } from './journal-line';
import { type LeadEntry, waitsOf } from './lead-entry';
import type { Leads } from './leads';
import { headOf, load, type Loaded, type LoadOptions, nothingLoaded } from './load';
import { type Hold, takeHold } from './hold/hold';
import { inTurn } from './lock';
import { writeManifest } from './manifest';
import { toldOf } from './told';
import { hashOfNumber, newSuppressionKey, SUPPRESSION_KEY } from './suppressed';
import { handoversAmong, nextActivityAmong, quietAmong, recentAmong, waitingAmong } from './queries';

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
}

/**
 * Opens the store of a folder. When something in it is damaged the store opens read-only and `problem` says what a
 * person can do.
 * @throws StoreError `in_use` when another process, or this one, holds the folder; `damaged` when nothing of it can be
 * opened; `cannot_write` when the folder cannot be written
 */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { folder, clock = realClock } = options;
  // Set before anybody could lose the folder.
  let lost = (_error: StoreError): void => undefined;
  try {
    const hold = await inTurn(folder, async () => {
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
      return takeHold({ folder, clock, lost: (error) => lost(error) });
    });
    const store = new FolderStore(options, hold);
    lost = (error) => store.lose(error);
    await store.open().catch(async (error: unknown) => {
      await hold.release();
      throw error;
    });
    return store;
  } catch (error) {
    throw isOfTheDisk(error) ? cannotWrite(error) : error;
  }
}

/** Errors of the system have a code and the call that failed. */
function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** The settled mark goes to disk after this time, ms, unless a change takes it along before. */
const MARK_AFTER_MS = 1000;

class FolderStore implements EmbeddedStore {
  readonly #folder: string;
  readonly #files: Files;
  readonly #journalBytes: number | undefined;
  readonly #clock: Clock;
  readonly #turnedReadOnly: (problem: StoreError) => void;
  readonly #hold: Hold;
  readonly #watchers = new Set<(at: number) => void>();
  readonly #loading: LoadOptions;
  #loaded: Loaded;
  #journal: Journal | undefined;
  #checkpoints: Checkpoints | undefined;
  /** Every change is refused with this. */
  #refusal: StoreError | undefined;
  #closing: Promise<void> | undefined;
  /** Set while a settled mark waits for its time. */
  #cancelMark: (() => void) | undefined;
  /** Until what was refused has left the memory again. */
  #reloading: Promise<void> | undefined;

  constructor(options: EmbeddedStoreOptions, hold: Hold) {
    this.#folder = options.folder;
    this.#files = options.files ?? diskFiles;
    this.#journalBytes = options.journalBytes;
    this.#clock = options.clock ?? realClock;
    this.#turnedReadOnly = options.turnedReadOnly ?? (() => undefined);
    this.#hold = hold;
    this.#loading = {
      files: this.#files,
      folder: this.#folder,
      keptObjects: options.keptObjects,
      journalCaughtUp: async () => this.#journal?.commit(undefined, undefined),
      earlier: (at) => {
        for (const earlier of this.#watchers) earlier(at);
      },
    };
    this.#loaded = nothingLoaded(this.#loading);
  }

  async open(): Promise<void> {
    this.#loaded = await load(this.#loading);
    this.#refusal = this.#loaded.damage;
    if (!this.#refusal) await this.#openJournal();
  }

  get state(): 'open' | 'read_only' {
    return this.#refusal ? 'read_only' : 'open';
  }

  get problem(): StoreError | undefined {
    return this.#refusal?.code === 'closed' ? undefined : this.#refusal;
  }

  change<R>(who: Who, decide: (view: LeadView) => Decision<R>): Promise<R> {
    const journal = this.#journal;
    if (this.#refusal || !journal) return Promise.reject(this.#refusal ?? closed());
    try {
      const entry = this.#loaded.leads.find(who);
      const seqBefore = this.#loaded.counters.seq;
      const record = entry && this.#loaded.leads.record(entry);
      const { changes, result } = decide(this.#viewOf(record));
      if (changes.length === 0) return journal.commit(undefined, result);
      const line = this.#apply(entry, record, changes, seqBefore);
      return journal.commit(line, result);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async read(who: Who): Promise<LeadRecord | undefined> {
    const leads = await this.#whole();
    const entry = leads.find(who);
    return entry && leads.record(entry);
  }

  async nextDue(after?: number): Promise<number | undefined> {
    return (await this.#whole()).due.next(after);
  }

  async dueLeads(upTo: number, limit: number, after?: number): Promise<LeadId[]> {
    return (await this.#whole()).due.take(upTo, limit, after).map(({ id }) => id);
  }

  watchDue(earlier: (at: number) => void): () => void {
    this.#watchers.add(earlier);
    return () => this.#watchers.delete(earlier);
  }

  async orphanedLeads(): Promise<LeadId[]> {
    return (await this.#whole()).all.filter(({ orphaned }) => orphaned).map(({ id }) => id);
  }

  async waitsByNode(): Promise<Map<string, WaitsAtNode>> {
    const leads = await this.#whole();
    return leads.waits.counts((entry) => waitsOf(entry, leads.textOf(entry)));
  }

  async leadsWaitingAt(node: string): Promise<LeadId[]> {
    return waitingAmong(await this.#whole(), node);
  }

  async unsettledHandovers(): Promise<{ lead: LeadId; handover: Handover }[]> {
    return handoversAmong(await this.#whole(), this.#loaded.counters.settledUpTo);
  }

  /**
   * Resolves at once: the mark goes to disk with the next change, or a second later. A crash before that repeats some
   * handovers.
   */
  async settle(seq: number): Promise<void> {
    const journal = this.#writable();
    if (seq <= this.#loaded.counters.settledUpTo) return;
    this.#loaded.counters.settledUpTo = seq;
    journal.mention(settledLine(seq));
    this.#cancelMark ??= this.#clock.wakeAt(this.#clock.now() + MARK_AFTER_MS, () => {
      this.#cancelMark = undefined;
      // When the disk refuses it the store turns read-only, and says so.
      journal.commit(undefined, undefined).catch(() => undefined);
    });
  }

  async leadsWithUnfinishedMessages(): Promise<LeadId[]> {
    return (await this.#whole()).all.filter(({ unfinished }) => unfinished).map(({ id }) => id);
  }

  /** Returns more than `limit` when more have the same time as the last, so that going on from there misses nobody. */
  async quietLeads(after: number, upTo: number, limit: number): Promise<LeadId[]> {
    return quietAmong((await this.#whole()).all, after, upTo, limit);
  }

  async nextActivityAfter(after: number): Promise<number | undefined> {
    return nextActivityAmong((await this.#whole()).all, after);
  }

  async recentLeads(limit: number): Promise<LeadId[]> {
    return recentAmong((await this.#whole()).all, limit);
  }

  async isSuppressed(phone: E164): Promise<boolean> {
    await this.#whole();
    return this.#given.isSuppressed(phone);
  }

  async size(): Promise<number> {
    return (await this.#whole()).all.length;
  }

  async setting(key: string): Promise<Json | undefined> {
    await this.#whole();
    return this.#loaded.counters.settings.get(key);
  }

  async putSetting(key: string, value: Json): Promise<void> {
    const journal = this.#writable();
    this.#loaded.counters.settings.set(key, value);
    return journal.commit(settingLine(key, value), undefined);
  }

  async ensureHeld(): Promise<void> {
    this.#writable();
    await this.#hold.check().catch((error: unknown) => {
      if (error instanceof StoreError) this.lose(error);
      throw error;
    });
  }

  /** The folder is another's now, or nobody's. */
  lose(error: StoreError): void {
    if (this.#refusal) return;
    this.#refusal = error;
    void this.#checkpoints?.stop();
    this.#turnedReadOnly(error);
  }

  async checkpoint(): Promise<void> {
    this.#writable();
    return this.#checkpoints?.run();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#refusal = closed();
    this.#cancelMark?.();
    await this.#reloading;
    await this.#checkpoints?.stop();
    await this.#journal?.close();
    await this.#hold.release();
  }

  /** Writes down, then does: whatever cannot be written as JSON fails before it is in memory. Returns the line. */
  #apply(
    entry: LeadEntry | undefined,
    record: LeadRecord | undefined,
    changes: readonly Change[],
    seqBefore: number,
  ): string {
    const { leads, counters } = this.#loaded;
    const objection = leads.objection(entry, changes);
    if (objection !== undefined) throw new Error(objection);
    const [first] = changes;
    const id = entry?.id ?? (first?.kind === 'lead_created' ? first.lead.id : '');
    const seq = counters.seq === seqBefore ? undefined : counters.seq;
    const hash = erasureIn(changes);
    if (hash !== undefined) {
      counters.suppressed.add(hash);
      this.#checkpoints?.owe();
    }
    const json = JSON.stringify(changes);
    const before = entry?.revision ?? 0;
    const revision = ++counters.revision;
    const after = leads.apply(entry, record, changes, { revision, seq, settledUpTo: counters.settledUpTo });
    const told = after ? toldOf(after, before, changes) : '';
    return changesLine(revision, id, seq, told, json);
  }

  #viewOf(record: LeadRecord | undefined): LeadView {
    const { nextSeq, isSuppressed, hashOf } = this.#given;
    return { record, nextSeq, isSuppressed, hashOf };
  }

  /** What a decision may ask for besides the lead. */
  readonly #given = {
    nextSeq: (): number => ++this.#loaded.counters.seq,
    isSuppressed: (phone: E164): boolean =>
      this.#loaded.counters.suppressed.size > 0 && this.#loaded.counters.suppressed.has(this.#hashOf(phone)),
    hashOf: (phone: E164): string => this.#hashOf(phone),
  };

  #hashOf(phone: E164): string {
    const { settings } = this.#loaded.counters;
    let key = settings.get(SUPPRESSION_KEY);
    if (typeof key !== 'string') {
      key = newSuppressionKey();
      settings.set(SUPPRESSION_KEY, key);
      // On disk before, or with, the first hash that it makes.
      this.#journal?.mention(settingLine(SUPPRESSION_KEY, key));
    }
    return hashOfNumber(phone, key);
  }

  async #openJournal(): Promise<void> {
    const journal = await Journal.open({
      files: this.#files,
      folder: this.#folder,
      hold: this.#hold,
      end: this.#loaded.end,
      head: () => headOf(this.#loaded.counters),
      flushed: () => this.#checkpoints?.consider(),
      broken: (error) => this.#turnReadOnly(error),
    });
    this.#journal = journal;
    if (this.#loaded.isNew)
      await writeManifest(this.#files, this.#folder, { begins: this.#loaded.end.segment, shards: new Map() });
    this.#checkpoints = new Checkpoints({
      files: this.#files,
      folder: this.#folder,
      leads: this.#loaded.leads,
      journal,
      journalBytes: this.#journalBytes,
    });
    if (this.#loaded.owesCheckpoint) this.#checkpoints.owe();
    this.#checkpoints.consider();
  }

  /** What was refused is still in memory: read the folder again. If the disk refuses that too, memory stays as it is. */
  #turnReadOnly(error: StoreError): void {
    if (error.code === 'lost') return this.lose(error);
    const told = this.#refusal !== undefined;
    this.#refusal ??= error;
    const stopped = this.#checkpoints?.stop();
    this.#reloading = (async () => {
      await stopped;
      this.#loaded = await load(this.#loading);
    })().catch(() => undefined);
    if (!told) this.#turnedReadOnly(error);
  }

  async #whole(): Promise<Leads> {
    if (this.#closing) throw closed();
    await this.#reloading;
    return this.#loaded.leads;
  }

  #writable(): Journal {
    if (this.#refusal || !this.#journal) throw this.#refusal ?? closed();
    return this.#journal;
  }
}

function closed(): StoreError {
  return new StoreError('closed', 'the lead store is closed');
}
