import type { Adapter } from 'lowdb';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LeadId } from '../../leads/lead';
import { CHECKSUM_LENGTH, intactSum, isIntact } from './checksum';
import { type Files, lineEnd, replaceFile } from './files';
import { addLine, type LeadEntry, entryOf, isResting } from './lead-entry';
import type { LinePage } from './line-page';
import { chained } from './log/digest';
import type { Snapshot } from './manifest';
import { othersTurn } from './others-turn';

/** The data of one lowdb: the leads of a shard. */
export interface Shard {
  readonly leads: Map<LeadId, LeadEntry>;
  /** The snapshot as it was read or written last; entries that nobody has asked for point into it. */
  text: Buffer;
  /** The segment that the checkpoint has begun which writes it next, or wrote it last. */
  segment: number;
}

/** A shard without leads. */
export function emptyShard(): Shard {
  return { leads: new Map(), text: Buffer.alloc(0), segment: 0 };
}

/**
 * The name of the snapshot of a shard that a checkpoint writes. None is ever replaced: a holder that does not know yet that
 * it is none any more writes under another name.
 */
export function shardName(shard: number, segment: number): string {
  return `leads-${shard.toString(16).padStart(2, '0')}-${String(segment).padStart(6, '0')}`;
}

/** Which shard a file holds, and the segment of its checkpoint; undefined when it is another file. */
export interface ShardPlace {
  readonly name: string;
  readonly shard: number;
  /** Undefined up to format 2: then there is one file for each shard. */
  readonly segment: number | undefined;
}

export function shardPlace(name: string): ShardPlace | undefined {
  const [, shard, segment] = /^leads-([0-9a-f]{2})(?:-(\d{6,}))?$/.exec(name) ?? [];
  if (shard === undefined) return undefined;
  return { name, shard: parseInt(shard, 16), segment: segment === undefined ? undefined : Number(segment) };
}

export interface ShardFileOptions {
  readonly files: Files;
  readonly folder: string;
  /** Which store it is: a file of another one is none of its snapshots. */
  readonly store: string;
  readonly shard: number;
  /** Where the text is put together. All shards share one: they are written one after the other. */
  readonly page: LinePage;
  /** Resolves when all changes so far are on disk: a snapshot never holds one that the journal may still lose. */
  readonly journalCaughtUp: () => Promise<void>;
  /** Resolves when it is its turn to look at what it has read: one file in each turn of the event loop. */
  readonly turn: () => Promise<void>;
  /** Asked for an entry that is held as an object and is now in the text too: whether the text shall do. */
  readonly mayRest: (entry: LeadEntry) => boolean;
  /** Told of each entry that was read, with its earliest due time (ms UTC, Infinity for none). */
  readonly found: (entry: LeadEntry, due: number) => void;
  /** Told what is wrong with the file. */
  readonly flawed: (name: string, what: string) => void;
}

/**
 * Marks the last line, which tells what file it is, and the count and digest of its leads: without it a file that was cut
 * between two lines, or that was put in the place of another, would look whole.
 */
const END_MARK = '\tend\t';
/** So many bytes are put together before other work gets its turn; one or two milliseconds of it. */
const SLICE_BYTES = 32 * 1024;

/**
 * The adapter by which lowdb keeps one shard: a line per lead with a checksum, replaced atomically. lowdb's own
 * `JSONFile` never syncs and needs the whole text as one string.
 */
export class ShardFile implements Adapter<Shard> {
  /** Size of the file in bytes. */
  size = 0;
  /** The file on disk; undefined when there is none. */
  place: ShardPlace | undefined;
  /** What that must be. */
  snapshot: Snapshot | undefined;
  readonly #options: ShardFileOptions;

  constructor(options: ShardFileOptions) {
    this.#options = options;
  }

  /** Reads the file at `place`. Of one that is not what it should be nothing is taken. */
  async read(): Promise<Shard> {
    const { place } = this;
    if (!place) return emptyShard();
    const text = await readFile(join(this.#options.folder, place.name));
    await this.#options.turn();
    this.size = text.length;
    const end = endOf(text);
    const wrong = end && this.#objectionTo(end, place);
    this.snapshot = { segment: end?.segment ?? this.snapshot?.segment ?? 0, digest: end?.digest };
    if (wrong === undefined) return this.#read(text, end, place.name);
    this.#options.flawed(place.name, wrong);
    return { ...emptyShard(), segment: this.snapshot.segment };
  }

  /** What the last line of a file says that is in another's place. */
  #objectionTo(end: End, place: ShardPlace): string | undefined {
    const { shard, store } = this.#options;
    if (end.shard !== undefined && end.shard !== shard) return 'other-part';
    if (end.store !== undefined && end.store !== store) return 'other-store';
    const due = this.snapshot?.segment ?? place.segment ?? 0;
    if (place.segment === undefined ? end.segment < due : end.segment !== due) return 'old';
    const { digest } = this.snapshot ?? {};
    return digest === undefined || digest === end.digest ? undefined : 'old';
  }

  #read(text: Buffer, end: End | undefined, name: string): Shard {
    const { found, flawed, shard } = this.#options;
    const leads: Shard['leads'] = new Map();
    let digest = 0;
    let line = 1;
    let start = 0;
    const stop = end?.start ?? text.length;
    for (let at = lineEnd(text, 0); at >= 0 && start < stop; at = lineEnd(text, start), line++) {
      const sum = intactSum(text, start, at);
      const lead = sum === undefined ? undefined : entryOf(text, start, at);
      digest = chained(digest, sum ?? 0);
      if (lead?.entry.shard === shard) {
        leads.set(lead.entry.id, lead.entry);
        found(lead.entry, lead.due);
      } else flawed(name, lead ? 'other-part' : `line-${line}`);
      start = at + 1;
    }
    if (!end) flawed(name, 'end');
    else if (end.leads !== leads.size) flawed(name, 'count');
    else if (end.digest !== undefined && end.digest !== digest) flawed(name, 'content');
    return { leads, text, segment: end?.segment ?? 0 };
  }

  /** The shard may go on changing meanwhile: each line has the revision it stands for, and the journal the rest. */
  async write(shard: Shard): Promise<void> {
    const { files, folder, journalCaughtUp, page, store } = this.#options;
    const placed: Placed[] = [];
    const { segment } = shard;
    page.clear();
    let turn = SLICE_BYTES;
    for (const entry of shard.leads.values()) {
      placed.push({ entry, revision: entry.revision, start: page.size });
      addLine(page, entry, shard.text);
      if (page.size < turn) continue;
      turn = page.size + SLICE_BYTES;
      await othersTurn();
    }
    const digest = page.digestAfter(0);
    page.add(`${END_MARK}${placed.length}\t${segment}\t${this.#options.shard}\t${store}\t${digest}`);
    const text = Buffer.from(page.filled);
    this.#rest(shard, text, placed);
    await journalCaughtUp();
    const name = shardName(this.#options.shard, segment);
    await replaceFile(files, folder, name, (append) => append(text));
    this.size = text.length;
    this.place = { name, shard: this.#options.shard, segment };
    this.snapshot = { segment, digest };
  }

  /** Lets entries rest in the new text. Those that came or changed while it was put together stay objects. */
  #rest(shard: Shard, text: Buffer, placed: readonly Placed[]): void {
    for (const { entry, revision, start } of placed) {
      if (isResting(entry.body) || (entry.revision === revision && this.#options.mayRest(entry)))
        entry.body = start;
    }
    shard.text = text;
  }
}

/** Where an entry stands in a new text. */
interface Placed {
  readonly entry: LeadEntry;
  readonly revision: number;
  readonly start: number;
}

/** What the last line says. Up to format 2 it tells less. */
interface End {
  /** Where it starts. */
  readonly start: number;
  readonly leads: number;
  readonly segment: number;
  readonly shard: number | undefined;
  readonly store: string | undefined;
  readonly digest: number | undefined;
}

/** The last line of a text; undefined when it is none that ends a file. */
function endOf(text: Buffer): End | undefined {
  const end = text.length - 1;
  const start = end <= 0 ? 0 : text.lastIndexOf(NEWLINE, end - 1) + 1;
  if (text[end] !== NEWLINE || !isIntact(text, start, end)) return undefined;
  const line = text.toString('latin1', start + CHECKSUM_LENGTH, end);
  if (!line.startsWith(END_MARK)) return undefined;
  const [leads, segment = 0, shard, store, digest] = line.slice(END_MARK.length).split('\t');
  const optional = (field: string | undefined): number | undefined =>
    field === undefined ? undefined : Number(field);
  return {
    ...{ start, leads: Number(leads), segment: Number(segment), store },
    ...{ shard: optional(shard), digest: optional(digest) },
  };
}

const NEWLINE = 10;
