import { Low } from 'lowdb';
import type { E164, LeadId } from '../../leads/lead';
import type { LeadRecord } from '../../leads/record';
import { applyChange, type Change } from '../changes';
import type { Who } from '../contract';
import { DueIndex } from './due-index';
import type { Files } from './files';
import {
  isPlainId,
  isResting,
  type LeadEntry,
  movesDue,
  newEntry,
  recordOf,
  refresh,
  setFlags,
  SHARDS,
  shardOf,
  type WaitSummary,
  waitsOf,
} from './lead-entry';
import type { ChangesLine } from './journal-line';
import { LinePage } from './line-page';
import { NodeWaits } from './node-waits';
import type { Snapshot } from './manifest';
import { RecentLeads } from './recent';
import { emptyShard, type Shard, ShardFile, type ShardPlace } from './shard-file';
import { othersTurn } from './others-turn';
import type { Told } from './told';
import { Unread } from './unread';

/** So many leads stay objects at a checkpoint; the rest is held as text only, a quarter of the size. */
const KEPT_OBJECTS = 20_000;
const NOTHING = Buffer.alloc(0);
/** Shards that are read at the same time at start-up. */
const READ_AT_ONCE = 8;

interface KeptShard {
  readonly low: Low<Shard>;
  readonly file: ShardFile;
}

/** All leads in memory, and their snapshots. */
export class Leads {
  /** In no order that means anything. */
  readonly all: LeadEntry[] = [];
  readonly due: DueIndex<LeadEntry>;
  readonly waits = new NodeWaits();
  readonly recent = new RecentLeads(this.all);
  /** Shards with changes that their snapshot lacks. */
  readonly dirty = new Set<number>();
  readonly #shards: readonly KeptShard[];
  readonly #byPhone = new Map<E164, LeadEntry>();
  readonly #keptObjects: number;
  #objects = 0;
  /** Files that are read at the same time are looked at one by one: each takes some milliseconds. */
  #lastTurn = Promise.resolve();

  constructor(options: {
    readonly files: Files;
    readonly folder: string;
    readonly store: string;
    readonly journalCaughtUp: () => Promise<void>;
    readonly earlier: (at: number) => void;
    readonly keptObjects?: number | undefined;
    readonly flawed: (name: string, what: string) => void;
  }) {
    this.#keptObjects = options.keptObjects ?? KEPT_OBJECTS;
    this.due = new DueIndex(options.earlier);
    const page = new LinePage();
    this.#shards = Array.from({ length: SHARDS }, (_, shard) => {
      const file = new ShardFile({
        ...options,
        shard,
        page,
        turn: () => (this.#lastTurn = this.#lastTurn.then(othersTurn)),
        mayRest: () => this.#mayRest(),
        found: (entry, due) => this.#add(entry, due),
      });
      return { low: new Low<Shard>(file, emptyShard()), file };
    });
  }

  /** The due times, for questions about those later than `after` (ms UTC). */
  async dueAfter(after: number | undefined): Promise<DueIndex<LeadEntry>> {
    if (after !== undefined) await this.due.passOver(after);
    return this.due;
  }

  /** Reads the snapshots at these places; beside each what it must be, as far as that is known. */
  async read(places: ReadonlyMap<ShardPlace, Snapshot | undefined>): Promise<void> {
    const written: KeptShard[] = [];
    for (const [place, snapshot] of places) {
      const shard = this.#shards[place.shard];
      if (!shard) continue;
      shard.file.place = place;
      shard.file.snapshot = snapshot;
      written.push(shard);
    }
    for (let at = 0; at < written.length; at += READ_AT_ONCE) {
      await Promise.all(written.slice(at, at + READ_AT_ONCE).map((shard) => this.#read(shard)));
    }
  }

  /** The next checkpoint writes every shard anew. */
  markAll(): void {
    this.#shards.forEach(({ file, low }, shard) => {
      if (file.place || low.data.leads.size > 0) this.dirty.add(shard);
    });
  }

  async #read({ low }: KeptShard): Promise<void> {
    await low.read();
    const { leads, text } = low.data;
    for (const entry of leads.values()) if (entry.waiting) this.waits.change(entry, [], waitsOf(entry, text));
  }

  /**
   * Writes the snapshot of a shard, for the checkpoint that has begun a segment. Changes that come while it is written
   * make it dirty again.
   */
  async write(shard: number, segment: number): Promise<void> {
    const kept = this.#shards[shard];
    if (!kept) return;
    this.dirty.delete(shard);
    kept.low.data.segment = segment;
    try {
      await kept.low.write();
    } catch (error) {
      this.dirty.add(shard);
      throw error;
    }
  }

  /** The snapshots on disk by name. */
  get snapshots(): Map<string, Snapshot> {
    const snapshots = new Map<string, Snapshot>();
    for (const { file } of this.#shards) {
      if (file.place && file.snapshot) snapshots.set(file.place.name, file.snapshot);
    }
    return snapshots;
  }

  /** Bytes of all snapshots. */
  get snapshotBytes(): number {
    return this.#shards.reduce((bytes, { file }) => bytes + file.size, 0);
  }

  find(who: Who): LeadEntry | undefined {
    return 'id' in who
      ? this.#shards[shardOf(who.id)]?.low.data.leads.get(who.id)
      : this.#byPhone.get(who.phone);
  }

  /** The record of an entry; kept as an object as long as there are not too many. */
  record(entry: LeadEntry): LeadRecord {
    const { body } = entry;
    if (!isResting(body)) return body;
    const record = recordOf(entry, this.textOf(entry));
    // What is only in the journal becomes an object even so: there may be much of it to read.
    if (body instanceof Unread || this.#objects < this.#keptObjects) this.#holdAsObject(entry, record);
    return record;
  }

  /** The text that an entry may point into. */
  textOf(entry: LeadEntry): Buffer {
    return this.#shards[entry.shard]?.low.data.text ?? NOTHING;
  }

  /**
   * Says why a decision's changes cannot be applied to an entry; undefined when they can. Asked before anything is
   * written, so that nothing is ever applied by half.
   */
  objection(entry: LeadEntry | undefined, changes: readonly Change[]): string | undefined {
    let known = entry !== undefined;
    for (const change of changes) {
      if (change.kind === 'lead_created') {
        const { id, phone } = change.lead;
        const objection = known
          ? 'the lead is there already'
          : this.objectionToNew(this.find({ id }), id, phone);
        if (objection !== undefined) return objection;
      } else if (!known) return `the first change of a lead is "${change.kind}"`;
      else if (change.kind === 'lead_erased' && changes.length > 1) return 'a deletion stands alone';
      known = true;
    }
    return undefined;
  }

  /** Says why there cannot be a new lead with this id and number; `entry` is the one with this id. */
  objectionToNew(entry: LeadEntry | undefined, id: LeadId, phone: E164): string | undefined {
    if (this.#byPhone.has(phone)) return 'another lead has this phone number';
    if (entry) return 'another lead has this id';
    return isPlainId(id) ? undefined : 'the id of a lead has letters that it must not have';
  }

  /**
   * Applies the changes of one decision, to which there is no objection, in place. `entry` and `record` are the lead
   * as she was, undefined when she is new.
   */
  apply(
    entry: LeadEntry | undefined,
    record: LeadRecord | undefined,
    changes: readonly Change[],
    at: { readonly revision: number; readonly seq: number | undefined; readonly settledUpTo: number },
  ): LeadEntry | undefined {
    const moved = changes.some(movesDue);
    const before = moved ? summaryOf(record) : [];
    for (const change of changes) record = applyChange(record, change, at.settledUpTo);
    if (entry && moved) this.waits.change(entry, before, summaryOf(record));
    if (!record) {
      if (entry) this.#remove(entry);
      return undefined;
    }
    if (!entry) {
      entry = this.#create(record);
      this.waits.change(entry, [], summaryOf(record));
    }
    if (isResting(entry.body)) this.#holdAsObject(entry, record);
    entry.revision = at.revision;
    if (at.seq !== undefined) entry.lastSeq = at.seq;
    this.due.move(entry, refresh(entry, record, changes));
    this.dirty.add(entry.shard);
    return entry;
  }

  /**
   * True when the changes of a line can wait until somebody asks for the lead. Not when a line of hers before it is lost:
   * what is told of her then counts what nobody can read any more.
   */
  mayLeaveUnread(entry: LeadEntry | undefined, told: Told): boolean {
    return entry ? entry.revision === told.before && isResting(entry.body) : told.before === 0;
  }

  /** Notes what a line of the journal tells of a lead, and leaves its changes for later. `entry`: undefined when she is new. */
  leaveUnread(
    entry: LeadEntry | undefined,
    line: ChangesLine,
    told: Told,
    at: { readonly bytes: Buffer; readonly end: number; readonly settledUpTo: number },
  ): void {
    const { moved, phone } = told;
    const rested = entry && isResting(entry.body) ? entry.body : undefined;
    const body = new Unread(rested, at.bytes, line.json, at.end, at.settledUpTo, moved?.waits ?? '');
    const before = entry && moved ? waitsOf(entry, this.textOf(entry)) : [];
    entry ??= phone && this.#addNew(newEntry(line.id, phone, body));
    if (!entry) return;
    entry.body = body;
    entry.revision = line.revision;
    entry.lastActiveAt = told.lastActiveAt;
    if (line.seq !== undefined) entry.lastSeq = line.seq;
    this.dirty.add(entry.shard);
    if (!moved) return;
    setFlags(entry, moved.flags);
    this.waits.change(entry, before, waitsOf(entry, this.textOf(entry)));
    this.due.move(entry, moved.due);
  }

  #remove(entry: LeadEntry): void {
    const { id, phone, shard } = entry;
    this.due.move(entry, Infinity);
    if (!isResting(entry.body)) this.#objects--;
    this.#shards[shard]?.low.data.leads.delete(id);
    this.dirty.add(shard);
    const last = this.all.pop();
    const at = last === entry ? -1 : this.all.indexOf(entry);
    if (last && at >= 0) this.all[at] = last;
    if (this.#byPhone.get(phone) !== entry) return;
    this.#byPhone.delete(phone);
    // After a crash amid a checkpoint, snapshots may know her and the one who has her number now.
    const other = this.all.find((one) => one.phone === phone);
    if (other) this.#byPhone.set(phone, other);
  }

  #create(record: LeadRecord): LeadEntry {
    return this.#addNew(newEntry(record.lead.id, record.lead.phone, record));
  }

  #addNew(entry: LeadEntry): LeadEntry {
    this.#add(entry, Infinity);
    this.#shards[entry.shard]?.low.data.leads.set(entry.id, entry);
    return entry;
  }

  #add(entry: LeadEntry, due: number): void {
    this.all.push(entry);
    this.#byPhone.set(entry.phone, entry);
    if (!isResting(entry.body)) this.#objects++;
    this.due.move(entry, due);
  }

  #holdAsObject(entry: LeadEntry, record: LeadRecord): void {
    entry.body = record;
    this.#objects++;
  }

  #mayRest(): boolean {
    if (this.#objects <= this.#keptObjects) return false;
    this.#objects--;
    return true;
  }

  /** Leads that are held as objects. */
  get objects(): number {
    return this.#objects;
  }
}

/** Its waits as they are at this moment: the record changes in place. */
function summaryOf(record: LeadRecord | undefined): WaitSummary[] {
  return record ? record.waits.map(({ node, due }) => ({ node, due })) : [];
}
