import type { Adapter } from 'lowdb';
import { join } from 'node:path';
import type { LeadId } from '../../leads/lead';
import { isIntact, seal } from './checksum';
import { eachLine, type Files, replaceFile } from './files';
import { type LeadEntry, entryOf, lineOf } from './lead-entry';

/** The leads of one shard: the data of its lowdb. */
export type Shard = Map<LeadId, LeadEntry>;

/** The name of the file that holds a shard. */
export function shardName(shard: number): string {
  return `leads-${shard.toString(16).padStart(2, '0')}`;
}

/** What is wrong with a file, and where: bytes from `start` to `end`, or all of the file. */
export interface Flaw {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

export interface ShardFileOptions {
  readonly files: Files;
  readonly folder: string;
  readonly shard: number;
  /** Resolves when all changes so far are on disk: a snapshot never holds one that the journal may still lose. */
  readonly journalCaughtUp: () => Promise<void>;
  /** Told of each entry that was written, which may then be held as its line. */
  readonly written: (entry: LeadEntry, line: string) => void;
  /** Told of each entry that was read, with its earliest due time (ms UTC, Infinity for none). */
  readonly found: (entry: LeadEntry, due: number) => void;
  readonly flawed: (flaw: Flaw) => void;
}

/** Marks the last line, which counts the leads: a file that was cut between two lines would look whole without it. */
const END_MARK = '\tend\t';
/** So much is put together before other work gets its turn; about a millisecond of it. */
const SLICE_CHARACTERS = 128 * 1024;

/**
 * The adapter by which lowdb keeps one shard: a line per lead with a checksum, replaced atomically. lowdb's own
 * `JSONFile` never syncs and needs the whole text as one string.
 */
export class ShardFile implements Adapter<Shard> {
  /** Size of the file in bytes. */
  size = 0;
  readonly #options: ShardFileOptions;

  constructor(options: ShardFileOptions) {
    this.#options = options;
  }

  get name(): string {
    return shardName(this.#options.shard);
  }

  async read(): Promise<Shard | null> {
    const { folder, found, flawed } = this.#options;
    const shard: Shard = new Map();
    let line = 0;
    let counted: number | undefined;
    const read = await eachLine(join(folder, this.name), (bytes, start, end, offset) => {
      line++;
      const flaw = (what: string): void =>
        flawed({ what: `${what}-${line}`, start: offset, end: offset + end - start + 1 });
      if (!isIntact(bytes, start, end)) return flaw('line');
      const lead = entryOf(bytes, start, end);
      if (lead) {
        shard.set(lead.entry.id, lead.entry);
        found(lead.entry, lead.due);
      } else {
        counted = countIn(bytes.toString('latin1', start, end));
        if (counted === undefined) flaw('line');
      }
    });
    if (!read) return null;
    this.size = read.wholeLines;
    if (read.unfinished > 0 || counted === undefined)
      flawed({ what: 'end', start: read.wholeLines, end: read.wholeLines + read.unfinished });
    else if (counted !== shard.size) flawed({ what: 'count', start: 0, end: 0 });
    return shard;
  }

  /** The shard may go on changing meanwhile: each line has the revision it stands for, and the journal the rest. */
  async write(shard: Shard): Promise<void> {
    const { files, folder, written, journalCaughtUp } = this.#options;
    let size = 0;
    await replaceFile(files, folder, this.name, async (append) => {
      const slices: Buffer[] = [];
      let slice = '';
      let count = 0;
      for (const entry of shard.values()) {
        const line = lineOf(entry);
        written(entry, line);
        slice += `${line}\n`;
        count++;
        if (slice.length < SLICE_CHARACTERS) continue;
        slices.push(Buffer.from(slice, 'latin1'));
        slice = '';
        await othersTurn();
      }
      slices.push(Buffer.from(`${slice}${endLine(count)}\n`, 'latin1'));
      await journalCaughtUp();
      const bytes = Buffer.concat(slices);
      size = bytes.length;
      await append(bytes);
    });
    this.size = size;
  }
}

/** Lets everything else that is ready run first. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function endLine(count: number): string {
  const bytes = Buffer.from(`        ${END_MARK}${count}`);
  seal(bytes, 0, bytes.length);
  return bytes.toString('latin1');
}

function countIn(line: string): number | undefined {
  const at = line.indexOf(END_MARK);
  return at < 0 ? undefined : Number(line.slice(at + END_MARK.length));
}
