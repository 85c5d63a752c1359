import { mkdir } from 'node:fs/promises';
import { realClock, type Clock } from '../../clock';
import type { Json } from '../../json';
import type { E164, LeadId } from '../../leads/lead';
import type { LeadRecord } from '../../leads/record';
import type { Handover } from '../../leads/wait';
import type { Change } from '../changes';
import { type Decision, type LeadView, StoreError, type WaitsAtNode, type Who } from '../contract';
import type { Copied } from '../backup/copy';
import { Checkpoints } from './checkpoint';
import { damaged } from './damage';
import { erasureIn } from './follower';
import { diskFiles, type Files, PRIVATE_FOLDER } from './files';
import { cannotWrite, Journal } from './journal';
import { changesLine, settledLine, settingLine } from './journal-line';
import { type LeadEntry, waitsOf } from './lead-entry';
import type { Leads } from './leads';
import { epochIn, headOf, load, type Loaded, type LoadOptions, nothingLoaded } from './load';
import type { EmbeddedStore, EmbeddedStoreOptions } from './options';
import { OwnManifest } from './log/own-manifest';
import { type Hold, takeHold } from './hold/hold';
import { inTurn } from './lock';
import { toldOf } from './told';
import { newSuppressionKey, suppressedHash, SUPPRESSION_KEY } from './suppressed';
import { handoversAmong, nextActivityAmong, quietAmong, waitingAmong } from './queries';

export type { EmbeddedStore, EmbeddedStoreOptions } from './options';

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
      return takeHold({ folder, clock, epochIn, lost: (error) => lost(error) });
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
  #manifest: OwnManifest | undefined;
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
    const { epoch = 0, synced } = this.#hold.leftover ?? {};
    this.#loaded = await load(this.#loading, {
      synced: synced === undefined ? undefined : { epoch, revision: synced },
    });
    const { flaws, aside } = this.#loaded;
    const copies = new Set([...aside, ...(await flaws.setAside(this.#folder))]);
    if (copies.size === 0) return this.#openJournal();
    this.#refusal = damaged(this.#folder, [...copies]);
    // Where the disk refuses it, the next start finds the same and tries again.
    if (flaws.size > 0) await this.#writeAnew().catch(() => undefined);
  }

  /** What is intact is written anew, so that the store opens once a person has moved away what was set aside. */
  async #writeAnew(): Promise<void> {
    await this.#openJournal('damaged');
    await this.#checkpoints?.run();
    await this.#endJournal();
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
    return (await (await this.#whole()).dueAfter(after)).next(after);
  }

  async dueLeads(upTo: number, limit: number, after?: number): Promise<LeadId[]> {
    return (await (await this.#whole()).dueAfter(after)).take(upTo, limit, after).map(({ id }) => id);
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
    journal.mention(settledLine(this.#nextRevision(), seq));
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
    return (await this.#whole()).recent.last(limit);
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
    return journal.commit(settingLine(this.#nextRevision(), key, value), undefined);
  }

  async ensureHeld(): Promise<void> {
    this.#writable();
    try {
      this.#hold.check();
    } catch (error) {
      if (error instanceof StoreError) this.lose(error);
      throw error;
    }
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

  async backUp(into: string): Promise<Copied> {
    this.#writable();
    if (!this.#checkpoints) throw closed();
    return this.#checkpoints.copy(into, this.#clock);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#refusal = closed();
    this.#cancelMark?.();
    await this.#reloading;
    await this.#endJournal();
    await this.#hold.release();
  }

  async #endJournal(): Promise<void> {
    await this.#checkpoints?.stop();
    const point = await this.#journal?.close();
    this.#journal = undefined;
    // Without it the next start looks closer, that is all.
    if (point) await this.#manifest?.close(point).catch(() => undefined);
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
    const hashes = erasureIn(changes);
    if (hashes) {
      for (const hash of hashes) counters.suppressed.add(hash);
      this.#checkpoints?.owe();
    }
    const json = JSON.stringify(changes);
    const before = entry?.revision ?? 0;
    const revision = this.#nextRevision();
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
    isSuppressed: (what: string): boolean =>
      this.#loaded.counters.suppressed.size > 0 && this.#loaded.counters.suppressed.has(this.#hashOf(what)),
    hashOf: (what: string): string => this.#hashOf(what),
  };

  /** Each line that is written takes the next number. */
  #nextRevision(): number {
    return ++this.#loaded.counters.revision;
  }

  #hashOf(what: string): string {
    const { settings } = this.#loaded.counters;
    let key = settings.get(SUPPRESSION_KEY);
    if (typeof key !== 'string') {
      key = newSuppressionKey();
      settings.set(SUPPRESSION_KEY, key);
      // On disk before, or with, the first hash that it makes.
      this.#journal?.mention(settingLine(this.#nextRevision(), SUPPRESSION_KEY, key));
    }
    return suppressedHash(what, key);
  }

  async #openJournal(state: 'whole' | 'damaged' = 'whole'): Promise<void> {
    const { leads, counters, store, end, begins, hasErased, isOutdated } = this.#loaded;
    const [files, folder, hold] = [this.#files, this.#folder, this.#hold];
    const journal = await Journal.open({
      ...{ files, folder, hold, end },
      head: (segment, before) => headOf(this.#loaded.counters, { store, segment, epoch: hold.epoch, before }),
      flushed: () => this.#checkpoints?.consider(),
      broken: (error) => this.#turnReadOnly(error),
    });
    counters.revision = journal.point.revision;
    const manifest = new OwnManifest(files, folder, hold, {
      ...{ store, last: journal.segment, shards: leads.snapshots },
      begins: end.segments === 0 ? journal.segment : begins,
    });
    // Of damaged files no manifest may say that they are right.
    if (state === 'whole') await manifest.begin();
    this.#journal = journal;
    this.#manifest = manifest;
    this.#checkpoints = new Checkpoints({
      ...{ folder, hold, leads, journal, journalBytes: this.#journalBytes },
      writeManifest: (told) => manifest.replace(told),
      broken: (error) => this.#turnReadOnly(cannotWrite(error)),
    });
    if (isOutdated || state === 'damaged') leads.markAll();
    if (hasErased || isOutdated) this.#checkpoints.owe();
    if (state === 'whole') this.#checkpoints.consider();
  }

  /** What was refused is still in memory: read the folder again. If the disk refuses that too, memory stays as it is. */
  #turnReadOnly(error: StoreError): void {
    if (error.code === 'lost') return this.lose(error);
    const told = this.#refusal !== undefined;
    this.#refusal ??= error;
    const stopped = this.#checkpoints?.stop();
    const until = this.#journal?.point;
    this.#reloading = (async () => {
      await stopped;
      const again = await load(this.#loading, { until });
      if (again.flaws.size === 0) this.#loaded = again;
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
