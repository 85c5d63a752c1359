import type { Json } from '../../json';
import type { LeadId } from '../../leads/lead';
import type { Change } from '../changes';
import { readLine, type JournalLine } from './journal-line';
import type { Leads } from './leads';
import { foreign } from './manifest';
import type { Flaw } from './shard-file';

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
  readonly flaw: Flaw;
}

/** Does what the lines of a journal say, one after the other. */
export class Follower {
  /** Lines that make no sense unless their lead turns out to have been deleted after them. */
  readonly #unfit = new Map<LeadId, Place[]>();
  /** Somebody was deleted. */
  erased = false;

  constructor(
    private readonly leads: Leads,
    private readonly counters: Counters,
  ) {}

  /** Lines of leads who are not known, and were not deleted after them either. Ask at the end. */
  get unfit(): Place[] {
    return [...this.#unfit.values()].flat();
  }

  /** Follows an intact line. Undefined when it makes no sense. */
  follow(bytes: Buffer, start: number, end: number, place: Place): JournalLine['kind'] | undefined {
    const { counters } = this;
    const line = read(bytes, start, end);
    switch (line?.kind) {
      case 'changes':
        counters.revision = Math.max(counters.revision, line.revision);
        counters.seq = Math.max(counters.seq, line.seq ?? 0);
        this.#change(line, place);
        break;
      case 'settled':
        counters.settledUpTo = Math.max(counters.settledUpTo, line.upTo);
        break;
      case 'setting':
        counters.settings.set(line.key, line.value);
        break;
      case 'head':
        counters.revision = Math.max(counters.revision, line.head.revision);
        counters.seq = Math.max(counters.seq, line.head.seq);
        counters.settledUpTo = Math.max(counters.settledUpTo, line.head.settledUpTo);
        for (const [key, value] of Object.entries(line.head.settings)) counters.settings.set(key, value);
        for (const hash of line.head.suppressed ?? []) counters.suppressed.add(hash);
        break;
      case 'foreign':
        throw foreign(place.name);
      case undefined:
        break;
    }
    return line?.kind;
  }

  #change(line: JournalLine & { kind: 'changes' }, place: Place): void {
    const { leads, counters } = this;
    const hash = erasureIn(line.changes);
    if (hash !== undefined) {
      this.erased = true;
      counters.suppressed.add(hash);
      // What came before makes sense now: a snapshot without her was written, and the journal not yet dropped.
      this.#unfit.delete(line.id);
    }
    const entry = leads.find({ id: line.id });
    // The snapshot was written after this change: it is in it already.
    if (entry ? entry.revision >= line.revision : hash !== undefined) return;
    if (leads.objection(entry, line.changes) !== undefined) {
      this.#unfit.set(line.id, [...(this.#unfit.get(line.id) ?? []), place]);
      return;
    }
    leads.apply(entry, entry && leads.record(entry), line.changes, {
      ...line,
      settledUpTo: counters.settledUpTo,
    });
  }
}

function read(bytes: Buffer, start: number, end: number): JournalLine | undefined {
  try {
    return readLine(bytes, start, end);
  } catch {
    return undefined;
  }
}

/** The hash of the number of the lead whom these changes delete. */
export function erasureIn(changes: readonly Change[]): string | undefined {
  const [change] = changes;
  return change?.kind === 'lead_erased' ? change.suppressed : undefined;
}
