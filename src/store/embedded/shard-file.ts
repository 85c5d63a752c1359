import type { Adapter } from 'lowdb';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LeadId } from '../../leads/lead';
import { isIntact } from './checksum';
import { type Files, lineEnd, replaceFile } from './files';
import { addLine, type LeadEntry, entryOf, isResting } from './lead-entry';
import type { LinePage } from './line-page';
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

/** The name of the file that holds a shard. */
export function shardName(shard: number): string {
  return `leads-${shard.toString(16).padStart(2, '0')}`;
}

/** What is wrong with a file, and where: bytes from `start` to `end`. */
export interface Flaw {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

export interface ShardFileOptions {
  readonly files: Files;
  readonly folder: string;
  readonly shard: number;
  /** Where the text is put together. All shards share one: they are written one after the other. */
  readonly page: LinePage;
  /** Resolves when all changes so far are on disk: a snapshot never holds one that the journal may still lose. */
  readonly journalCaughtUp: () => Promise<void>;
  /** Asked for an entry that is held as an object and is now in the text too: whether the text shall do. */
  readonly mayRest: (entry: LeadEntry) => boolean;
  /** Told of each entry that was read, with its earliest due time (ms UTC, Infinity for none). */
  readonly found: (entry: LeadEntry, due: number) => void;
  readonly flawed: (flaw: Flaw) => void;
}

/**
 * Marks the last line, which counts the leads: a file that was cut between two lines would look whole without it. It
 * also names the segment of the checkpoint: a file of an earlier day would look like the latest without it.
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
  /** The segment of the checkpoint that wrote the file; undefined when there is no file, or none with an end. */
  segment: number | undefined;
  readonly #options: ShardFileOptions;

  constructor(options: ShardFileOptions) {
    this.#options = options;
  }

  get name(): string {
    return shardName(this.#options.shard);
  }

  async read(): Promise<Shard> {
    const { folder, found, flawed } = this.#options;
    const text = await readFile(join(folder, this.name));
    const leads: Shard['leads'] = new Map();
    let counted: End | undefined;
    let line = 1;
    let start = 0;
    for (let end = lineEnd(text, 0); end >= 0; end = lineEnd(text, start), line++) {
      const intact = isIntact(text, start, end);
      const lead = intact ? entryOf(text, start, end) : undefined;
      if (lead) {
        leads.set(lead.entry.id, lead.entry);
        found(lead.entry, lead.due);
      } else {
        counted = intact ? endIn(text.toString('latin1', start, end)) : undefined;
        if (counted === undefined) flawed({ what: `line-${line}`, start, end: end + 1 });
      }
      start = end + 1;
    }
    this.size = text.length;
    if (start < text.length || counted === undefined) flawed({ what: 'end', start, end: text.length });
    else if (counted.leads !== leads.size) flawed({ what: 'count', start, end: start });
    this.segment = counted?.segment;
    return { leads, text, segment: counted?.segment ?? 0 };
  }

  /** The shard may go on changing meanwhile: each line has the revision it stands for, and the journal the rest. */
  async write(shard: Shard): Promise<void> {
    const { files, folder, journalCaughtUp, page } = this.#options;
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
    page.add(`${END_MARK}${placed.length}\t${segment}`);
    const text = Buffer.from(page.filled);
    this.#rest(shard, text, placed);
    await journalCaughtUp();
    await replaceFile(files, folder, this.name, (append) => append(text));
    this.size = text.length;
    this.segment = segment;
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

/** What the last line says. */
interface End {
  readonly leads: number;
  readonly segment: number;
}

function endIn(line: string): End | undefined {
  const at = line.indexOf(END_MARK);
  if (at < 0) return undefined;
  const [leads, segment = 0] = line.slice(at + END_MARK.length).split('\t');
  return { leads: Number(leads), segment: Number(segment) };
}
