import type { Json } from '../../json';
import type { LeadId } from '../../leads/lead';
import type { Change } from '../changes';
import { type ChangesLine, FORMAT, readLine, type JournalLine, type SegmentHead } from './journal-line';
import type { Leads } from './leads';
import { foreign } from './manifest';
import { changesIn } from './unread';

/** What the store knows besides its leads. */
export interface Counters {
  /** The number of the last change. */
  revision: number;
  /** The last handover number that was given. */
  seq: number;
  settledUpTo: number;
  readonly settings: Map<string, Json>;
  /** Hashes of the numbers of deleted leads. */
  readonly suppressed: Set<string>;
}

/** Where a line stands, in case there is something wrong with it. */
export interface Place {
  readonly name: string;
  /** Its number in the file, from 1. */
  readonly line: number;
}

/** What came of a line. `repeated`: one with its number was there before. `undefined`: it makes no sense. */
export type Followed = JournalLine['kind'] | 'repeated' | undefined;

/** Does what the lines of a journal say, one after the other. */
export class Follower {
  /** Lines that make no sense unless their lead turns out to have been deleted after them. */
  readonly #unfit = new Map<LeadId, Place[]>();
  /** Somebody was deleted. */
  erased = false;
  /** A segment was begun by an older version of the package. */
  outdated = false;
  /** The number of the last line; undefined while segments of format 2 and before are read, whose lines have none. */
  last: number | undefined;
  /** So many lines are missing before those that were followed. */
  missing = 0;

  constructor(
    private readonly leads: Leads,
    private readonly counters: Counters,
  ) {}

  /** Lines of leads who are not known, and were not deleted after them either. Ask at the end. */
  get unfit(): Place[] {
    return [...this.#unfit.values()].flat();
  }

  /** Follows an intact line, whose bytes must stay as they are from now on. */
  follow(bytes: Buffer, start: number, end: number, place: Place): Followed {
    const { counters } = this;
    const line = read(bytes, start, end);
    if (line && 'revision' in line && !this.#isNext(line.revision)) return 'repeated';
    switch (line?.kind) {
      case 'changes':
        counters.revision = Math.max(counters.revision, line.revision);
        counters.seq = Math.max(counters.seq, line.seq ?? 0);
        if (!this.#change(line, bytes, end, place)) return undefined;
        break;
      case 'settled':
        counters.revision = Math.max(counters.revision, line.revision ?? 0);
        counters.settledUpTo = Math.max(counters.settledUpTo, line.upTo);
        break;
      case 'setting':
        counters.revision = Math.max(counters.revision, line.revision ?? 0);
        counters.settings.set(line.key, line.value);
        break;
      case 'head':
        if (place.line > 1) return undefined;
        this.#begin(line.head);
        break;
      case 'foreign':
        throw foreign(place.name);
      case undefined:
        break;
    }
    return line?.kind;
  }

  #begin({ format, origin, revision = 0, seq, settledUpTo, settings, suppressed = [] }: SegmentHead): void {
    const { counters } = this;
    if (format !== FORMAT) this.outdated = true;
    this.last = origin?.before.revision;
    counters.revision = Math.max(counters.revision, revision, origin?.before.revision ?? 0);
    counters.seq = Math.max(counters.seq, seq);
    counters.settledUpTo = Math.max(counters.settledUpTo, settledUpTo);
    for (const [key, value] of Object.entries(settings)) counters.settings.set(key, value);
    for (const hash of suppressed) counters.suppressed.add(hash);
  }

  /** Numbers have no gaps: where there is one, lines are missing. False for a number that was there already. */
  #isNext(revision: number | undefined): boolean {
    if (this.last === undefined || revision === undefined) return true;
    if (revision <= this.last) return false;
    this.missing += revision - this.last - 1;
    this.last = revision;
    return true;
  }

  /** False when the changes make no sense. */
  #change(line: ChangesLine, bytes: Buffer, end: number, place: Place): boolean {
    const { leads, counters } = this;
    const { id, told } = line;
    const entry = leads.find({ id });
    // The snapshot was written after this change: it is in it already.
    const isIn = entry !== undefined && entry.revision >= line.revision;
    if (told) {
      if (isIn) return true;
      const isMisfit = told.phone === undefined ? !entry : leads.objectionToNew(entry, id, told.phone);
      if (isMisfit) return this.#note(id, place);
      if (leads.mayLeaveUnread(entry, told)) {
        leads.leaveUnread(entry, line, told, { bytes, end, settledUpTo: counters.settledUpTo });
        return true;
      }
    }
    const changes = changesOf(bytes, line.json, end);
    if (!changes) return false;
    const hashes = erasureIn(changes);
    if (hashes) {
      this.erased = true;
      for (const hash of hashes) counters.suppressed.add(hash);
      // What came before makes sense now: a snapshot without her was written, and the journal not yet dropped.
      this.#unfit.delete(id);
    }
    if (isIn || (!entry && hashes)) return true;
    if (leads.objection(entry, changes) !== undefined) return this.#note(id, place);
    leads.apply(entry, entry && leads.record(entry), changes, {
      ...line,
      settledUpTo: counters.settledUpTo,
    });
    return true;
  }

  #note(id: LeadId, place: Place): true {
    this.#unfit.set(id, [...(this.#unfit.get(id) ?? []), place]);
    return true;
  }
}

function read(bytes: Buffer, start: number, end: number): JournalLine | undefined {
  try {
    return readLine(bytes, start, end);
  } catch {
    return undefined;
  }
}

function changesOf(bytes: Buffer, json: number, end: number): readonly Change[] | undefined {
  try {
    return changesIn(bytes, json, end);
  } catch {
    return undefined;
  }
}

/** What remains of the lead whom these changes delete; undefined when they delete nobody. */
export function erasureIn(changes: readonly Change[]): readonly string[] | undefined {
  const [change] = changes;
  return change?.kind === 'lead_erased' ? [change.suppressed, ...(change.assents ?? [])] : undefined;
}
